"""The Processing provider and its algorithms: the one place where work is started."""
