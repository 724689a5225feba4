// Do the 95 % intervals of the slow band's fraction cover in 93 to 97 %? The usual lane, and lanes off it.

import ExportAssay
import Foundation
import Numerics

/// How a simulated lane is made.
struct LaneDesign {
  var name = ""
  var apart = 1.5...2.4
  var slowWidth = 0.8
  var fastWidth = 0.8
  var fraction = 0.15...0.6
  var points = 120
  /// The standard deviation of the noise at an intensity.
  var noise: @Sendable (Double) -> Double = { _ in 25 }

  static let all: [LaneDesign] = {
    func make(_ name: String, _ change: (inout LaneDesign) -> Void) -> LaneDesign {
      var design = LaneDesign()
      design.name = name
      change(&design)
      return design
    }
    return [
      make("slow fraction") { _ in },
      make("bands of unlike width") { $0.slowWidth = 1.1 },
      make("60 points") { $0.points = 60 },
      make("noise 80") { $0.noise = { _ in 80 } },
      make("noise 3 % of the intensity and 5") { $0.noise = { 5 + 0.03 * $0 } },
      make("noise as of counts") { $0.noise = { 1.2 * $0.squareRoot() } },
      make("1.0 to 1.5 mm apart") { $0.apart = 1.0...1.5 },
      make("fraction 3 to 20 %") { $0.fraction = 0.03...0.2 },
    ]
  }()

  /// One lane with two bands, or with one.
  func draw(fraction: Double, isPair: Bool, _ random: inout RandomSource) -> LaneProfile {
    let distance = random.uniform(apart.lowerBound, apart.upperBound)
    let x = (0..<points).map { 30 + Double($0) * 18 / Double(points) }
    let y = x.map { value in
      let slow = (value - (41 - distance)) / slowWidth
      let fast = (value - 41) / fastWidth
      let height = fraction * fastWidth / (fraction * fastWidth + (1 - fraction) * slowWidth)
      let bands = isPair ? height * exp(-slow * slow) + (1 - height) * exp(-fast * fast) : exp(-fast * fast)
      let mean = 400 * exp(-0.02 * value) + 2000 * bands
      return mean + noise(mean) * random.normal()
    }
    return LaneProfile(gel: "g", lane: 1, line: "", positions: x, intensities: y)
  }

  func row(seed: UInt64, trials: Int, isShort: Bool) -> String {
    var random = RandomSource(seed: seed)
    var deciles = Deciles()
    var pairs = 0
    var accepted = 0
    var wrongly = 0
    for k in 0..<trials {
      let truth = random.uniform(fraction.lowerBound, fraction.upperBound)
      let isPair = k % 3 != 0
      if isPair { pairs += 1 }
      guard let fit = LaneDeconvolution.fit(draw(fraction: truth, isPair: isPair, &random)), fit.bands.count == 2 else {
        continue
      }
      if isPair {
        accepted += 1
        deciles.add(
          (truth - fraction.lowerBound) / (fraction.upperBound - fraction.lowerBound),
          fit.slowInterval.low <= truth && truth <= fit.slowInterval.high)
      } else {
        wrongly += 1
      }
    }
    return
      "| \(name) | \(isShort ? deciles.thirds : deciles.cells) | \(fixed(deciles.overall, 1)) | \(deciles.total) | \(accepted) of \(pairs) | \(wrongly) of \(trials - pairs) |\n"
  }
}

enum LaneCoverage {
  static func table() throws -> String {
    let usual =
      "## Coverage of the slow band's fraction, by decile of the true fraction (15 to 60 %)\n\n120 points, bands 1.5 to 2.4 mm apart, w = 0.8 mm, noise 25 on a height of 2,000. Last columns: second band accepted in true pairs, and in single bands.\n\n| lanes | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | all | n | pairs | single |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
    let others =
      "\n## Coverage of the slow band's fraction in other lanes\n\nAs above with one thing changed; by thirds of the true fraction (noise of a third 1.6 points, of a row 0.9).\n\n| lanes | 1 | 2 | 3 | all | n | pairs | single |\n|---|---|---|---|---|---|---|---|\n"
    var text = ""
    for (index, design) in LaneDesign.all.enumerated() {
      text += index == 0 ? usual : (index == 1 ? others : "")
      text += design.row(
        seed: 13 + Coverage.extraSeed + 1000 * UInt64(index), trials: Coverage.trials(index == 0 ? 6000 : 900),
        isShort: index > 0)
    }
    return text
  }
}
