"""The Processing provider and its algorithms: the only place where work is started."""
