// Fisher's exact test and the rank sum against known values.

import Numerics
import Testing

@Suite struct SampleComparisonTests {
  @Test func fisherAgreesWithTheTeaTable() {
    // Fisher's tea: 3 of 4 and 1 of 4; two-sided p 34/70.
    #expect(abs(SampleComparison.fisherExact(3, 1, 1, 3) - 34.0 / 70) < 1e-9)
    #expect(abs(SampleComparison.fisherExact(4, 0, 0, 4) - 2.0 / 70) < 1e-9)
    #expect(SampleComparison.fisherExact(5, 0, 7, 0) == 1)
  }

  @Test func rankSumIsAntisymmetricAndZeroForEqualSamples() {
    #expect(SampleComparison.rankSum([1, 2, 3], [1, 2, 3]) == 0)
    let low = SampleComparison.rankSum(Array(0..<10), Array(10..<20))
    #expect(low < -3.7 && low > -3.9)
    #expect(abs(low + SampleComparison.rankSum(Array(10..<20), Array(0..<10))) < 1e-12)
  }
}
