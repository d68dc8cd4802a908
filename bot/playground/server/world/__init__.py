"""The state of the stand-in: servers, people, messages; who may do what; Discord's JSON of it."""
