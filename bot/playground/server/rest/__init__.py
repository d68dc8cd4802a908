"""Discord's REST API v10 over the world, one module for each kind of resource."""
