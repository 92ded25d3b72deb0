"""Do all rows of a worker come together, in order, and do several rows of a job become one?"""

import numpy as np
import pyarrow as pa
import pytest

from talentshed.labor.flows.fast.heaps import Heaps, bits_for, keys_of
from talentshed.labor.kernels.flow_jobs import NOBODY, Rows, jobs_of
from talentshed.labor.kernels.flow_keys import hash_numbers, hash_texts

FIRST, SECOND = np.uint64(0x0706050403020100), np.uint64(0x0F0E0D0C0B0A0908)
NO_KEYS = np.empty(0, np.uint64)


def text_hash(letters: bytes) -> int:
    start = np.array([0, len(letters)], np.int64)
    return int(hash_texts(start, np.frombuffer(letters, np.uint8), FIRST, SECOND)[0])


def test_the_keyed_hash_gives_the_published_values_of_siphash():
    # Aumasson and Bernstein: key 00 01 … 0f, messages of 0, 8 and 15 bytes 00 01 02 …
    assert text_hash(b"") == 0x726FDB47DD0E0E31
    assert text_hash(bytes(range(8))) == 0x93F5F5799A932462
    assert text_hash(bytes(range(15))) == 0xA129CA6149BE45E5
    number = np.array([0x0706050403020100], np.int64)
    assert int(hash_numbers(number, FIRST, SECOND)[0]) == 0x93F5F5799A932462


def test_texts_and_parts_of_arrays_are_hashed_by_their_own_letters():
    column = pa.array(["a worker", "another one", "", "Zoë"])
    whole = keys_of(column, (int(FIRST), int(SECOND)))
    assert keys_of(column.slice(1, 2), (int(FIRST), int(SECOND))).tolist() == whole[1:3].tolist()
    assert len(set(whole.tolist())) == 4
    assert whole[3] == text_hash("Zoë".encode())
    assert len(keys_of(pa.array([], pa.string()), (1, 2))) == 0


def test_whole_numbers_without_a_secret_stay_as_they_are():
    assert keys_of(pa.array([5, -1], pa.int64()), None).view(np.int64).tolist() == [5, -1]


@pytest.mark.parametrize("bits", [0, 1, 5])
def test_every_row_lies_in_one_heap_with_all_rows_of_its_worker(bits: int):
    dice = np.random.default_rng(7)
    heaps = Heaps(bits)
    dealt = []
    for _batch in range(3):
        worker = dice.integers(0, 50, 200).astype(np.uint64)
        rows = {
            "worker": worker,
            "employer": np.arange(200, dtype=np.int32),
            "quarter": np.zeros(200, np.int16),
            "cents": np.ones(200, np.int64),
            "county": np.full(200, NOBODY, np.int32),
            "industry": np.zeros(200, np.int16),
        }
        heaps.add(rows)
        dealt += worker.tolist()
    taken = [heaps.take(heap).worker.tolist() for heap in range(1 << bits)]
    assert sorted(key for heap in taken for key in heap) == sorted(dealt)
    assert sum(len(set(heap)) for heap in taken) == len(set(dealt))
    assert heaps.rows == 600


def test_rows_of_one_job_are_added_together_in_the_county_that_pays_most_of_it():
    # worker 7: employer 1 in quarter 0 pays 50 + 50 in county 9 and 99 in county 5; employer 0 pays in no known county
    rows = Rows(
        worker=np.array([7, 7, 7, 7, 7, 7], np.uint64),
        employer=np.array([1, 1, 1, 0, 0, 2], np.int32),
        quarter=np.array([0, 0, 0, 1, 0, 0], np.int16),
        cents=np.array([50, 99, 50, 3, 4, 5], np.int64),
        county=np.array([9, 5, 9, NOBODY, NOBODY, 3], np.int32),
        industry=np.zeros(6, np.int16),
    )
    jobs = jobs_of(rows, NO_KEYS, NO_KEYS)
    assert jobs.start.tolist() == [0, 4]
    found = zip(jobs.employer.tolist(), jobs.quarter.tolist(), jobs.cents.tolist(), jobs.county.tolist(), strict=True)
    assert list(found) == [(0, 0, 4, NOBODY), (0, 1, 3, NOBODY), (1, 0, 199, 9), (2, 0, 5, 3)]


def test_a_worker_with_very_many_rows_is_put_in_order_too():
    count = 500
    order = np.random.default_rng(3).permutation(count)
    rows = Rows(
        worker=np.full(count, 3, np.uint64),
        employer=(order // 20).astype(np.int32),
        quarter=(order % 20).astype(np.int16),
        cents=order.astype(np.int64) + 1,
        county=np.full(count, NOBODY, np.int32),
        industry=np.zeros(count, np.int16),
    )
    assert jobs_of(rows, NO_KEYS, NO_KEYS).cents.tolist() == list(range(1, count + 1))


def test_completers_and_people_are_workers_even_without_a_row():
    rows = Rows(*(np.empty(0, kind) for kind in (np.uint64, np.int32, np.int16, np.int64, np.int32, np.int16)))
    jobs = jobs_of(rows, np.array([4, 5], np.uint64), np.array([5, 6], np.uint64))
    assert jobs.completer.tolist() == [0, 1, NOBODY]
    assert jobs.person.tolist() == [NOBODY, 0, 1]


def test_heaps_become_more_with_more_rows():
    assert [bits_for(rows) for rows in (1, 131_072, 131_073, 26_600_000)] == [0, 0, 1, 8]
