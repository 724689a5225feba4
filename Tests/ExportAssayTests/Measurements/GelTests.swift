// Chains on gels: ratios by labelled residues or by volume, shifts against the neighbours, propeptides, compositions.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct ChainRatiosTests {
  private static func band(
    _ band: String, _ signal: Double, lane: Int = 1, line: String = "L", role: CellLineRole = .case,
    treatment: String = "pepsin", label: String = "14C-Pro", reduced: Bool = true, rf: Double? = nil,
    width: Double? = nil, saturated: Int = 0
  ) -> Band {
    Band(
      gel: "G", lane: lane, line: line, role: role, bioRep: 1, fraction: .medium, isReduced: reduced,
      treatment: treatment, label: label, band: band, signal: signal, rf: rf, width: width, saturatedPixels: saturated,
      fileLine: 2)
  }

  private static let chains = [
    "alpha1_I": ChainComposition(prolines: 240, methionines: 7, mass: 95),
    "alpha2_I": ChainComposition(prolines: 200, methionines: 5, mass: 93),
    "alpha1_III": ChainComposition(prolines: 250, methionines: 8, mass: 97),
  ]

  private static func figures(_ bands: [Band], _ chains: [String: ChainComposition] = chains) -> ChainFigures? {
    ChainRatios.evaluate(bands, chains: chains).first { $0.line == "L" }
  }

  /// 480 over 200 in volume is (480 / 240) / (200 / 200) = 2 in molecules; by methionine and mass likewise.
  @Test func molarRatios() throws {
    for (label, one, two) in [("14C-Pro", 480.0, 200.0), ("35S-Met", 14, 5), ("Coomassie", 190, 93)] {
      let found = try #require(
        Self.figures([Self.band("alpha1_I", one, label: label), Self.band("alpha2_I", two, label: label)]))
      #expect(abs(found.ratio - 2) < 1e-12 && found.ratioIsMolar && found.flags.isEmpty, "\(label)")
      #expect(abs(found.homotrimer) < 1e-12 && found.ratioInterval == nil)
    }
  }

  /// Without a composition, or for an antibody, the ratio is one of volumes and says so.
  @Test func volumeRatios() throws {
    for (label, chains) in [("WB", Self.chains), ("14C-Pro", [:])] {
      let found = try #require(
        Self.figures([Self.band("alpha1_I", 300, label: label), Self.band("alpha2_I", 100, label: label)], chains))
      #expect(abs(found.ratio - 3) < 1e-12 && !found.ratioIsMolar && found.flags == [.noLabelCorrection])
    }
  }

  /// The slow part of alpha1(I) belongs to alpha1(I); no alpha2(I) at all is a ratio of 100; saturated bands give none.
  @Test func specialBands() throws {
    let slow = try #require(
      Self.figures([
        Self.band("alpha1_I", 240), Self.band("alpha1_I_slow", 240), Self.band("alpha2_I", 200),
      ]))
    #expect(abs(slow.ratio - 2) < 1e-12)
    let none = try #require(Self.figures([Self.band("alpha1_I", 240), Self.band("alpha2_I", -3)]))
    #expect(abs(none.ratio - 100) < 1e-9 && none.homotrimer > 0.9)
    let burnt = try #require(Self.figures([Self.band("alpha1_I", 240, saturated: 4), Self.band("alpha2_I", 200)]))
    #expect(burnt.ratio.isNaN && burnt.flags == [.pixelSaturated])
  }

  /// Lanes are averaged on the log scale; the interval is that of their spread: ln 1.8 and ln 2.2.
  @Test func intervals() throws {
    let found = try #require(
      Self.figures([
        Self.band("alpha1_I", 432), Self.band("alpha2_I", 200), Self.band("alpha1_I", 528, lane: 2),
        Self.band("alpha2_I", 200, lane: 2),
      ]))
    #expect(abs(found.ratio - (1.8 * 2.2).squareRoot()) < 1e-12)
    let interval = try #require(found.ratioInterval)
    let half = 12.706_204_736_432_1 * (log(2.2) - log(1.8)) / 2
    #expect(abs(log(interval.high) - log(found.ratio) - half) < 1e-6)
  }

  /// Type III has three chains of one kind, type I two alpha1: 75 of 250 prolines against 480 of 240 is 0.1 : 1.
  @Test func typeThree() throws {
    let found = try #require(Self.figures([Self.band("alpha1_I", 480), Self.band("alpha1_III", 75)]))
    #expect(found.typeThree.count == 1 && abs(found.typeThree[0] - 0.1) < 1e-12 && found.typeThreeIsMolar)
  }

  /// Kept propeptides over all chains of the lane, without pepsin only.
  @Test func propeptides() throws {
    let bands = [
      Self.band("alpha1_I", 60, treatment: ""), Self.band("alpha2_I", 30, treatment: ""),
      Self.band("pN_alpha1_I", 10, treatment: ""),
    ]
    #expect(try #require(Self.figures(bands)).propeptide == [0.1])
    let digested = [Self.band("alpha1_I", 60), Self.band("pN_alpha1_I", 10)]
    #expect(try #require(Self.figures(digested)).propeptide.isEmpty)
  }

  /// Shift against the mean of the nearest control on either side: 100 (0.500 - 0.490) / 0.500 = 2 %.
  @Test func shifts() throws {
    func control(_ lane: Int, _ rf: Double, _ line: String) -> Band {
      Self.band("alpha1_I", 100, lane: lane, line: line, role: .control, rf: rf, width: 2)
    }
    let bands = [
      control(1, 0.3, "C0"), control(2, 0.498, "C1"), control(4, 0.502, "C2"),
      Self.band("alpha1_I", 100, lane: 3, rf: 0.49, width: 3),
    ]
    let found = try #require(Self.figures(bands))
    #expect(found.shifts.count == 1 && abs(found.shifts[0] - 2) < 1e-9 && abs(found.broadening[0] - 1.5) < 1e-12)
    #expect(found.flags.isEmpty)
    let smiling = try #require(Self.figures(bands.map { $0.line == "C2" ? control(4, 0.51, "C2") : $0 }))
    #expect(smiling.flags == [.laneSmile])
    let lonely = try #require(Self.figures([Self.band("alpha1_I", 100, rf: 0.49)]))
    #expect(lonely.shifts.isEmpty && lonely.flags == [.noFlankingControl])
    let treated = bands.map {
      $0.line == "L" ? Self.band("alpha1_I", 100, lane: 3, treatment: "dipyridyl", rf: 0.49) : $0
    }
    let dipyridyl = try #require(Self.figures(treated))
    #expect(dipyridyl.shifts.isEmpty && abs(dipyridyl.dipyridylShifts[0] - 2) < 1e-9)
  }
}

@Suite struct ChainCompositionTests {
  /// Glycine 57.0519, proline 97.1167, methionine 131.1926 and one water 18.015 Da.
  @Test func counts() throws {
    let found = try #require(ChainComposition(sequence: "GPPM"))
    #expect(found.prolines == 2 && found.methionines == 1)
    #expect(abs(found.mass - (57.0519 + 2 * 97.1167 + 131.1926 + 18.015) / 1000) < 1e-12)
    #expect(ChainComposition(sequence: "GPPM", fragment: 1..<3)?.methionines == 0)
    #expect(ChainComposition(sequence: "GXP") == nil && ChainComposition(sequence: "GP", fragment: 0..<3) == nil)
    #expect(ChainComposition(prolines: 0, methionines: 1, mass: 0).weight("14C-Pro") == nil)
    #expect(found.weight("3H-Pro") == 2 && found.weight("35S-Met") == 1 && found.weight("WB") == nil)
    #expect(found.weight("Silver") == found.mass)
  }
}

@Suite struct LaneDeconvolutionTests {
  /// b1 exp(-b2 x) and Gaussian bands, with a ripple of fixed size in place of noise.
  private static func profile(_ bands: [(height: Double, position: Double, width: Double)]) -> LaneProfile {
    let x = (0..<200).map { Double($0) / 10 }
    let y = x.enumerated().map { k, x in
      let background = 20 * exp(-0.05 * x)
      let sum = bands.map { $0.height * exp(-pow((x - $0.position) / $0.width, 2)) }.reduce(0, +)
      return background + sum + [0.4, -0.3, 0.1, -0.4, 0.2][k % 5]
    }
    return LaneProfile(gel: "G", lane: 1, line: "L", positions: x, intensities: y)
  }

  @Test func oneBand() throws {
    let found = try #require(LaneDeconvolution.fit(Self.profile([(100, 9, 0.8)])))
    #expect(found.bands.count == 1 && found.slowFraction == 0 && found.resolution.isNaN && found.deltaBIC <= 10)
    #expect(abs(found.bands[0].position - 9) < 0.01 && abs(found.bands[0].width - 0.8) < 0.01)
    #expect(abs(found.bands[0].area - 100 * 0.8 * Double.pi.squareRoot()) < 1)
    #expect(abs(found.bands[0].fullWidth - 1.6 * log(2.0).squareRoot()) < 0.02)
    #expect(abs(found.intensity(at: 9) - (100 + 20 * exp(-0.45))) < 1)
  }

  /// Areas 30 and 70 of equal width: the slow band, nearer the origin, holds 30 %, inside its interval.
  @Test func twoBands() throws {
    let found = try #require(LaneDeconvolution.fit(Self.profile([(30, 7.6, 0.8), (70, 9.4, 0.8)])))
    #expect(found.bands.count == 2 && found.deltaBIC > 10)
    #expect(found.bands[0].position < found.bands[1].position)
    #expect(abs(found.slowFraction - 0.3) < 0.01)
    #expect(found.slowInterval.low < 0.3 && 0.3 < found.slowInterval.high)
    #expect(found.slowInterval.high - found.slowInterval.low < 0.05)
    let width = 1.6 * log(2.0).squareRoot()
    #expect(abs(found.resolution - 1.18 * 1.8 / (2 * width)) < 0.03)
  }

  @Test func tooLittle() {
    let short = LaneProfile(gel: "G", lane: 1, line: "", positions: [1, 2], intensities: [1, 2])
    #expect(LaneDeconvolution.isTooShort(short) && LaneDeconvolution.fit(short) == nil)
    let x = (0..<20).map(Double.init)
    let flat = LaneProfile(gel: "G", lane: 1, line: "", positions: x, intensities: x.map { _ in 0 })
    #expect(LaneDeconvolution.isTooShort(flat) && LaneDeconvolution.fit(flat) == nil)
  }

  /// The Jacobian is that of the function: central differences in every parameter.
  @Test func jacobian() {
    let p = [20.0, 0.05, 100, 9, 0.8, 40, 7, 1.1]
    let x = [1.0, 6.5, 8.9, 9.6, 15]
    let y = [0.0, 0, 0, 0, 0]
    func values(_ p: [Double]) -> [Double] {
      var (r, j) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 40))
      LaneDeconvolution.evaluate(p, x, y, &r, &j)
      return r
    }
    var (r, j) = ([Double](repeating: 0, count: 5), [Double](repeating: 0, count: 40))
    LaneDeconvolution.evaluate(p, x, y, &r, &j)
    for k in p.indices {
      let h = 1e-6 * max(1, abs(p[k]))
      var (up, down) = (p, p)
      up[k] += h
      down[k] -= h
      for i in x.indices {
        let slope = (values(up)[i] - values(down)[i]) / (2 * h)
        #expect(abs(j[i * 8 + k] - slope) < 1e-5 * max(1, abs(slope)), "parameter \(k) at \(x[i])")
      }
    }
  }
}
