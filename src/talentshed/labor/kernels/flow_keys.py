"""Into which small heaps do wage rows go, so that all rows of one worker lie in the same one?

Workers are told apart by 64-bit keys: whole numbers as they are, anything else by SipHash-2-4, a keyed hash that
nobody can turn round or foresee without its 16 secret bytes (Aumasson and Bernstein 2012). Two of ten million workers
share a key with a probability of 3 in a million.
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

_U = np.uint64
_MIX = (_U(0xBF58476D1CE4E5B9), _U(0x94D049BB133111EB))
_FIRST, _SECOND = _U(0x736F6D6570736575), _U(0x646F72616E646F6D)
_THIRD, _FOURTH = _U(0x6C7967656E657261), _U(0x7465646279746573)
_EIGHT = _U(8)


@njit(cache=True, nogil=True)
def _turn(x: Any, bits: Any) -> Any:
    return (x << bits) | (x >> (_U(64) - bits))


@njit(cache=True, nogil=True)
def _round(a: Any, b: Any, c: Any, d: Any) -> Any:
    a += b
    b = _turn(b, _U(13)) ^ a
    a = _turn(a, _U(32))
    c += d
    d = _turn(d, _U(16)) ^ c
    a += d
    d = _turn(d, _U(21)) ^ a
    c += b
    b = _turn(b, _U(17)) ^ c
    c = _turn(c, _U(32))
    return a, b, c, d


@njit(cache=True, nogil=True)
def _word(state: Any, word: Any) -> Any:
    a, b, c, d = state
    a, b, c, d = _round(a, b, c, d ^ word)
    a, b, c, d = _round(a, b, c, d)
    return a ^ word, b, c, d


@njit(cache=True, nogil=True)
def _finish(state: Any) -> Any:
    a, b, c, d = state
    c ^= _U(0xFF)
    for _again in range(4):
        a, b, c, d = _round(a, b, c, d)
    return a ^ b ^ c ^ d


@njit(cache=True, nogil=True)
def _start(k0: Any, k1: Any) -> Any:
    return k0 ^ _FIRST, k1 ^ _SECOND, k0 ^ _THIRD, k1 ^ _FOURTH


@njit(cache=True, nogil=True)
def hash_numbers(values: Any, k0: Any, k1: Any) -> Keys:
    """Return the keyed hash of each whole number: of its eight bytes, lowest first.

    values: int64; k0, k1: the secret as two uint64.
    """
    keys = np.empty(len(values), np.uint64)
    for i in range(len(values)):
        state = _word(_start(k0, k1), _U(values[i]))
        keys[i] = _finish(_word(state, _EIGHT << _U(56)))
    return keys


@njit(cache=True, nogil=True)
def hash_texts(start: Any, letters: Any, k0: Any, k1: Any) -> Keys:
    """Return the keyed hash of each text, `letters[start[i]:start[i + 1]]` in UTF-8.

    start: int32 or int64, one more than texts; letters: uint8; k0, k1: the secret as two uint64.
    """
    keys = np.empty(len(start) - 1, np.uint64)
    for i in range(len(keys)):
        state = _start(k0, k1)
        word, place = _U(0), 0
        for at in range(start[i], start[i + 1]):
            word |= _U(letters[at]) << _U(8 * (place & 7))
            place += 1
            if place & 7 == 0:
                state = _word(state, word)
                word = _U(0)
        keys[i] = _finish(_word(state, word | (_U(place & 255) << _U(56))))
    return keys


@njit(cache=True, nogil=True)
def spread(key: Any) -> Any:
    """Return a number for each key, another for another key, whose every bit depends on all of the key's."""
    key ^= key >> _U(30)
    key *= _MIX[0]
    key ^= key >> _U(27)
    key *= _MIX[1]
    return key ^ (key >> _U(31))


@njit(cache=True, nogil=True)
def sort_into_heaps(keys: Keys, bits: int, passed: int = 0) -> tuple[Any, Any]:
    """Return (order, start): `order[start[h]:start[h + 1]]` are the rows of heap h, in the order they came in.

    There are 2 ** bits heaps; `passed` says how many bits chose the part that all these keys are already in.
    """
    heaps, skipped, width = 1 << bits, _U(passed), _U(64 - bits)
    heap = np.empty(len(keys), np.int32)
    start = np.zeros(heaps + 1, np.int64)
    for i in range(len(keys)):
        heap[i] = np.int32((spread(keys[i]) << skipped) >> width) if bits > 0 else 0
        start[heap[i] + 1] += 1
    start = np.cumsum(start)
    following = start.copy()
    order = np.empty(len(keys), np.int32)
    for i in range(len(keys)):
        order[following[heap[i]]] = i
        following[heap[i]] += 1
    return order, start
