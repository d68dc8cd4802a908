"""What Discord refuses, as pure functions of plain JSON.

`schema` holds what is sent, in either direction, against Discord's own description of its API;
the other modules know the rules that the description does not tell. Nothing here knows the
stand-in's world, its routes or its clock.
"""
