"""What happens to requests on their way: Discord's rate limits, and faults on demand.

Both only decide; whoever answers the requests carries it out.
"""
