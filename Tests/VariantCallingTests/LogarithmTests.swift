// The library-free logarithm and exponential against known values and each other.

import Testing

@testable import VariantCalling

@Suite struct LogarithmTests {
  @Test func knownValues() {
    #expect(abs(Logarithm.natural(2) - 0.693_147_180_559_945_3) < 1e-15)
    #expect(abs(Logarithm.natural(10) - 2.302_585_092_994_046) < 1e-14)
    #expect(Logarithm.natural(1) == 0)
    #expect(abs(Logarithm.exponential(1) - 2.718_281_828_459_045) < 1e-14)
    #expect(abs(Logarithm.chance(phred: 30) - 0.001) < 1e-15)
    #expect(abs(Logarithm.exponential(Logarithm.factorial(10)) - 3_628_800) < 1e-5)
    #expect(Logarithm.exponential(-1000) == 0)
  }

  @Test func exponentialUndoesTheLogarithm() {
    var x = 1e-250
    while x < 1e250 {
      #expect(abs(Logarithm.exponential(Logarithm.natural(x)) / x - 1) < 1e-11)
      x *= 7.3
    }
  }

  @Test func sumsOfExponentials() {
    #expect(Logarithm.sumOfExponentials([]) == -.infinity)
    let sum = Logarithm.sumOfExponentials([-2000, -2000])
    #expect(abs(sum - (-2000 + Logarithm.natural(2))) < 1e-12)
  }
}

@Suite struct BiasTestsTests {
  @Test func fisherAgreesWithTheTeaTable() {
    // Fisher's tea: 3 of 4 and 1 of 4; two-sided p 34/70.
    #expect(abs(BiasStatistics.fisher(3, 1, 1, 3) - 34.0 / 70) < 1e-9)
    #expect(abs(BiasStatistics.fisher(4, 0, 0, 4) - 2.0 / 70) < 1e-9)
    #expect(BiasStatistics.fisher(5, 0, 7, 0) == 1)
  }

  @Test func rankSumIsAntisymmetricAndZeroForEqualSamples() {
    #expect(BiasStatistics.rankSum([1, 2, 3], [1, 2, 3]) == 0)
    let low = BiasStatistics.rankSum(Array(0..<10), Array(10..<20))
    #expect(low < -3.7 && low > -3.9)
    #expect(abs(low + BiasStatistics.rankSum(Array(10..<20), Array(0..<10))) < 1e-12)
  }
}
