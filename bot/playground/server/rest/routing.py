"""Finds the route of a path, as `/channels/{channel_id}/messages` stands for many paths."""

from collections.abc import Iterable

from bot.playground.server.rest.call import Route
from bot.playground.server.rest.errors import not_found, wrong_method


class RouteTable:
    """Routes by the shape of their path; literal segments win over parameters."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._by_length: dict[int, list[tuple[list[str], Route]]] = {}
        for route in routes:
            segments = route.template.strip("/").split("/")
            self._by_length.setdefault(len(segments), []).append((segments, route))
        for candidates in self._by_length.values():
            candidates.sort(key=lambda each: [part.startswith("{") for part in each[0]])

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Return the route of a path and the parameters in it.

        Raises:
            RestFault: 404 where there is no such path, 405 where it has no such method.
        """
        segments = path.strip("/").split("/")
        other_method = False
        for template, route in self._by_length.get(len(segments), []):
            parameters = _match(template, segments)
            if parameters is None:
                continue
            if route.method == method:
                return route, parameters
            other_method = True
        raise wrong_method() if other_method else not_found()


def _match(template: list[str], segments: list[str]) -> dict[str, str] | None:
    parameters: dict[str, str] = {}
    for pattern, segment in zip(template, segments, strict=True):
        if pattern.startswith("{"):
            parameters[pattern[1:-1]] = segment
        elif pattern != segment:
            return None
    return parameters
