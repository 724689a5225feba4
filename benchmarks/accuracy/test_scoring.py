"""Tests of the scorer: python3 benchmarks/accuracy/test_scoring.py"""
import os
import random
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import scoring
from scoring import Call, Truth


def call(start, end, alt, genotype=(0, 1), phased=False, passing=True):
    return Call(0, "g", start, end, alt, genotype, phased, "", 50, 30, passing)


class Scoring(unittest.TestCase):
    def setUp(self):
        source = random.Random(7)
        self.sequence = "".join(source.choice("ACGT") for _ in range(3000))
        # A run of one base at 1000-1007, so that spellings can differ.
        self.sequence = self.sequence[:999] + "C" + "A" * 8 + "G" + self.sequence[1009:]
        self.sequences = {"g": self.sequence}

    def one(self, truth, calls):
        scores, extra = scoring.score(self.sequences, truth, calls)
        return scores[0], extra

    def test_another_spelling_is_exact(self):
        score, extra = self.one([Truth(0, "g", "deletion", 1000, 1001, "", "het0")], [call(1007, 1008, "")])
        self.assertTrue(score.exact and score.sequence and score.found)
        self.assertEqual(extra, [])

    def test_a_long_duplication_may_be_written_at_either_end(self):
        copied = self.sequence[2000:2400]
        truth = [Truth(0, "g", "duplication", 2000, 2000, copied, "het0")]
        score, extra = self.one(truth, [call(2400, 2400, copied)])
        self.assertTrue(score.exact)
        self.assertEqual(extra, [])
        self.assertEqual(scoring.span(self.sequence, truth[0]), scoring.span(self.sequence, call(2400, 2400, copied)))
        self.assertEqual(scoring.span(self.sequence, call(1003, 1004, "")), (999 + 1, 1008))

    def test_wrong_length_is_found_but_not_exact(self):
        score, _ = self.one([Truth(0, "g", "deletion", 1000, 1001, "", "het0")], [call(1000, 1002, "")])
        self.assertTrue(score.found)
        self.assertFalse(score.exact or score.sequence)

    def test_wrong_copies_are_not_exact_but_the_sequence_is(self):
        score, _ = self.one([Truth(0, "g", "deletion", 1000, 1001, "", "het0")], [call(1000, 1001, "", (1, 1))])
        self.assertFalse(score.exact)
        self.assertTrue(score.sequence)

    def test_nothing_called(self):
        score, _ = self.one([Truth(0, "g", "snv", 500, 501, "T", "hom")], [call(500, 501, "T", (1, 1), passing=False)])
        self.assertFalse(score.found or score.exact or score.sequence)

    def test_split_calls_join_in_either_phase_but_not_against_a_phase(self):
        a, b = ("A" if self.sequence[p] != "A" else "C" for p in (500, 502))
        truth = [Truth(0, "g", "codon_cis", 500, 503, a + self.sequence[501] + b, "het0")]
        self.assertTrue(self.one(truth, [call(500, 501, a), call(502, 503, b, (1, 0))])[0].exact)
        apart = [call(500, 501, a, (0, 1), True), call(502, 503, b, (1, 0), True)]
        self.assertFalse(self.one(truth, apart)[0].exact)

    def test_trans_sites_are_scored_together(self):
        a, b = ("A" if self.sequence[p] != "A" else "C" for p in (500, 502))
        truth = [Truth(0, "g", "codon_trans", 500, 501, a, "het0"), Truth(0, "g", "codon_trans", 502, 503, b, "het1")]
        merged = [call(500, 503, a + self.sequence[501] + b)]
        apart = [call(500, 501, a, (1, 0), True), call(502, 503, b, (0, 1), True)]
        self.assertFalse(self.one(truth, merged)[0].exact)
        self.assertTrue(self.one(truth, apart)[0].exact)

    def test_a_call_far_away_is_extra(self):
        score, extra = self.one([Truth(0, "g", "snv", 500, 501, "T", "hom")], [call(2000, 2001, "")])
        self.assertFalse(score.found)
        self.assertEqual(len(extra), 1)

    def test_overlapping_calls_on_one_haplotype_are_never_exact(self):
        truth = [Truth(0, "g", "deletion", 500, 510, "", "hom")]
        self.assertFalse(self.one(truth, [call(500, 510, "", (1, 1)), call(505, 506, "", (1, 1))])[0].exact)

    def test_vcf_on_either_strand(self):
        ref, sequence = self.sequence[99:101], self.sequence
        line = f"g\t100\t.\t{ref}\t{ref[0]}\t60\tPASS\t.\tGT:GQ:DP\t0/1:40:30"
        plus = scoring.vcf_calls([line], 0, self.sequences)[0]
        self.assertEqual((plus.start, plus.end, plus.alt, plus.gq), (100, 101, "", 40))
        # On the other strand record offset 0 is chromosome position 5000, offset 100 is 4900.
        base = scoring.reverse_complement(sequence[100:102])
        minus = f"chr1\t4899\t.\t{base}\t{base[0]}\t60\tPASS\t.\tGT\t1/1"
        found = scoring.vcf_calls([minus], 0, self.sequences, {"chr1": ("g", "-", 5000)})[0]
        self.assertEqual((found.start, found.end, found.alt, found.genotype), (100, 101, "", (1, 1)))

    def test_symbolic_alleles(self):
        text = "g\t500\t.\tN\t{}\t60\tPASS\tSVTYPE=X;END=600\tGT\t0/1"
        made = {k: scoring.vcf_calls([text.format(k)], 0, self.sequences)[0] for k in ("<DEL>", "<DUP:TANDEM>", "<INV>")}
        self.assertEqual(made["<DEL>"][2:5], (500, 600, ""))
        self.assertEqual(made["<DUP:TANDEM>"][2:5], (600, 600, self.sequence[500:600]))
        self.assertEqual(made["<INV>"].alt, scoring.reverse_complement(self.sequence[500:600]))

    def test_low_quality_and_failed_filters_do_not_pass(self):
        line = "g\t100\t.\t{}\t{}\t{}\t{}\t.\tGT\t0/1"
        a = self.sequence[99]
        b = "A" if a != "A" else "C"
        state = [scoring.vcf_calls([line.format(a, b, q, f)], 0, self.sequences, least_quality=20)[0].passing for q, f in ((30, "."), (10, "."), (30, "low"))]
        self.assertEqual(state, [True, False, False])

    def test_clopper_pearson(self):
        # Known values: 59 of 59 and 0 of 59 (1 - 0.025^(1/59)), 10 of 20 (0.272, 0.728).
        self.assertAlmostEqual(scoring.clopper_pearson(59, 59)[0], 0.025 ** (1 / 59), places=6)
        self.assertAlmostEqual(scoring.clopper_pearson(0, 59)[1], 1 - 0.025 ** (1 / 59), places=6)
        low, high = scoring.clopper_pearson(10, 20)
        self.assertAlmostEqual(low, 0.27196, places=4)
        self.assertAlmostEqual(high, 0.72804, places=4)


if __name__ == "__main__":
    unittest.main()
