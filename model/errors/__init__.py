"""What can go wrong, in words, and how a job tells how far it is."""
