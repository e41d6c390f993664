"""Fit the encoder."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import torch  # type: ignore[import-not-found]

from .mix import varied
from .targets import TARGETS, allowed, case_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tokenizers import Tokenizer

    from .network import Network
    from .targets import Example

_KEYS = list(TARGETS)
_NONE = len(_KEYS)
"""The target of marks and padding: not asked about."""


@dataclass(frozen=True)
class Settings:
    """What a fit depends on beside its data; all of it is in the card."""

    seed: int
    epochs: int
    batch: int = 32
    rate: float = 1e-4
    new_rate: float = 5e-4
    """For the head and the letter cases, which start anew."""
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.05
    longest: int = 128
    lessons: float = 0.0
    """Share of the loss that a teacher's probabilities make."""
    heat: float = 2.0
    bfloat16: bool = True
    """Multiply in 16 bits: half the time where the processor can."""


@dataclass(frozen=True)
class Row:
    """An example in tokens, without the marks at both ends."""

    ids: list[int]
    cases: list[int]
    targets: list[int]


def row_of(example: Example, tokenizer: Tokenizer, longest: int) -> Row:
    """Tokens with letter case and target; a token belongs to the span in which it begins."""
    encoding = tokenizer.encode(example.text, add_special_tokens=False)
    bounds: dict[int | None, list[int]] = {}
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        bounds.setdefault(word, [start, end])[1] = end
    kinds = {word: case_of(example.text[start:end]) for word, (start, end) in bounds.items()}
    targets = [_KEYS.index("O")] * len(encoding.ids)
    place = 0
    for span in example.spans:
        while place < len(targets) and encoding.offsets[place][0] < span.start:
            place += 1
        while place < len(targets) and encoding.offsets[place][0] < span.end:
            targets[place] = _KEYS.index(span.target)
            place += 1
    return Row(
        encoding.ids[:longest],
        [kinds[word] for word in encoding.word_ids[:longest]],
        targets[:longest],
    )


def fit(
    network: Network,
    examples: Sequence[Example],
    tokenizer: Tokenizer,
    settings: Settings,
    teacher: Network | None = None,
    after: Callable[[int], None] | None = None,
) -> None:
    """Fit in place; ``after`` is called behind every epoch."""
    torch.manual_seed(settings.seed)
    random = Random(settings.seed)
    network.words.weight.requires_grad = False  # so that names never seen stay near seen ones
    new = [*network.head.parameters(), *network.cases.parameters()]
    known = {id(parameter) for parameter in new}
    old = [
        parameter
        for parameter in network.parameters()
        if parameter.requires_grad and id(parameter) not in known
    ]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": settings.rate}, {"params": new, "lr": settings.new_rate}],
        weight_decay=settings.decay,
    )
    total = settings.epochs * math.ceil(len(examples) / settings.batch)
    warm = max(1, int(total * settings.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm, (total - step) / (total - warm))
    )
    masks = torch.tensor([*map(allowed, _KEYS), [True] * len(allowed("O"))])
    begun, step, recent = time.monotonic(), 0, 1.0
    for epoch in range(settings.epochs):
        network.train()
        for batch in batches(examples, tokenizer, settings, random):
            loss = loss_of(network, batch, masks, settings, teacher)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(old + new, 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            recent = 0.98 * recent + 0.02 * loss.item()
            if step % 50 == 0:
                spent = time.monotonic() - begun
                print(f"step {step}/{total} loss {recent:.4f} {spent:.0f} s", flush=True)
        network.eval()
        if after:
            after(epoch)


def loss_of(
    network: Network, batch: tuple[Any, ...], masks: Any, settings: Settings, teacher: Any
) -> Any:
    """How improbable the targets are, and how far the answer is from a teacher's."""
    ids, cases, mask, targets = batch
    with torch.autocast("cpu", torch.bfloat16, enabled=settings.bfloat16):
        scores = network(ids, cases, mask).float()
    asked = targets != _NONE
    scores, targets = scores[asked], targets[asked]
    chances = torch.log_softmax(scores, dim=-1)
    wanted = chances.masked_fill(~masks[targets], -1e4)
    loss = -torch.logsumexp(wanted, dim=-1).mean()
    if teacher is None or not settings.lessons:
        return loss
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=settings.bfloat16):
        lesson = torch.softmax(teacher(ids, cases, mask)[asked].float() / settings.heat, dim=-1)
    own = torch.log_softmax(scores / settings.heat, dim=-1)
    apart = torch.nn.functional.kl_div(own, lesson, reduction="batchmean") * settings.heat**2
    return (1 - settings.lessons) * loss + settings.lessons * apart


def batches(
    examples: Sequence[Example], tokenizer: Tokenizer, settings: Settings, random: Random
) -> Iterator[tuple[Any, ...]]:
    """Batches of about the same length, in another order and letter case every time."""
    order = list(range(len(examples)))
    random.shuffle(order)
    size = settings.batch
    for begin in range(0, len(order), size * 64):
        rows = [
            row_of(varied(examples[index], random), tokenizer, settings.longest)
            for index in order[begin : begin + size * 64]
        ]
        rows = sorted((row for row in rows if row.ids), key=lambda row: len(row.ids))
        groups = [rows[start : start + size] for start in range(0, len(rows), size)]
        random.shuffle(groups)
        for group in groups:
            yield tensors(group, tokenizer)


def tensors(rows: Sequence[Row], tokenizer: Tokenizer) -> tuple[Any, ...]:
    """Tokens, letter cases, mask and targets of a batch."""
    first, last = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    width = max(len(row.ids) for row in rows) + 2
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    cases = torch.zeros_like(ids)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    targets = torch.full_like(ids, _NONE)
    for number, row in enumerate(rows):
        end = len(row.ids) + 1
        ids[number, 0], ids[number, end] = first, last
        ids[number, 1:end] = torch.tensor(row.ids)
        cases[number, 1:end] = torch.tensor(row.cases)
        targets[number, 1:end] = torch.tensor(row.targets)
        mask[number, : end + 1] = True
    return ids, cases, mask, targets
