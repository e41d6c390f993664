"""``heedful rules``: the rules, and one of them explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heedful_server.cli import common

if TYPE_CHECKING:
    import argparse

    from heedful_detectors.rulebook.evaluate import RuleBook
    from heedful_server.cli.common import Parser


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command."""
    parser = commands.add_parser("rules", help="list the rules, or explain one")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list all rules")
    common.add_policy(listing)
    listing.set_defaults(run=run_list)
    explain = actions.add_parser("explain", help="say all about one rule")
    explain.add_argument("id", metavar="ID")
    common.add_policy(explain)
    explain.set_defaults(run=run_explain)


def load_book(arguments: argparse.Namespace) -> RuleBook:
    """Read the rules alone, which needs no model."""
    from heedful_detectors.problems import DataError
    from heedful_detectors.rulebook.evaluate import RuleBook

    try:
        return RuleBook.load(common.load_policy(arguments.policy))
    except DataError as error:
        raise common.CommandError(str(error)) from None


def run_list(arguments: argparse.Namespace) -> int:
    """Print one rule a line: id, severity, title."""
    rules = load_book(arguments).rules
    width = max((len(rule.id) for rule in rules), default=0)
    for rule in rules:
        print(f"{rule.id:<{width}}  {rule.base.value:<4}  {rule.title}")
    return 0


def run_explain(arguments: argparse.Namespace) -> int:
    """Print the page of a rule."""
    from heedful_detectors.problems import remedy
    from heedful_detectors.rulebook.page import rule_markdown

    book = load_book(arguments)
    rule = book.rule(arguments.id)
    if rule is None:
        near = remedy(arguments.id, [rule.id for rule in book.rules])
        raise common.CommandError(f"there is no rule of that id{near} (heedful rules list)")
    print(rule_markdown(rule, book.standards), end="")
    return 0
