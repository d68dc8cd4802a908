"""The texts of check-ins: the form, what follows it, *Later*, *Away*, and the history."""
