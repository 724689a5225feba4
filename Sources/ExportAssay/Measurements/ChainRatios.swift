// Bands: labelled residues, chain ratios, homotrimer, type III to type I, propeptide bands, migration.

import Numerics
package import TypeICollagen

/// What the assay must know of a chain: computed from its translated sequence and handed in as plain numbers.
package struct ChainComposition: Sendable, Equatable {
  /// Proline residues in the fragment that the band is (hydroxyproline included).
  package let prolines: Int
  /// Methionine residues in it.
  package let methionines: Int
  /// Its mass, kDa.
  package let mass: Double

  /// A composition.
  package init(prolines: Int, methionines: Int, mass: Double) {
    self.prolines = prolines
    self.methionines = methionines
    self.mass = mass
  }

  /// Counts a fragment of a translated chain in one-letter code; the mass from average residue masses plus water, without
  /// modifications.
  ///
  /// - Parameters:
  ///   - sequence: one-letter amino acids.
  ///   - fragment: 0-based offsets of the residues that the digestion leaves.
  /// - Returns: `nil` for an unknown letter or a fragment outside the sequence.
  package init?(sequence: String, fragment: Range<Int>? = nil) {
    let letters = Array(sequence.utf8)
    let range = fragment ?? 0..<letters.count
    guard range.lowerBound >= 0, range.upperBound <= letters.count else { return nil }
    var prolines = 0
    var methionines = 0
    var mass = 18.015
    for letter in letters[range] {
      guard let residue = Self.masses[letter] else { return nil }
      mass += residue
      if letter == UInt8(ascii: "P") { prolines += 1 }
      if letter == UInt8(ascii: "M") { methionines += 1 }
    }
    self.init(prolines: prolines, methionines: methionines, mass: mass / 1000)
  }

  /// Average residue masses, Da.
  private static let masses: [UInt8: Double] = [
    65: 71.0788, 82: 156.1875, 78: 114.1038, 68: 115.0886, 67: 103.1388, 69: 129.1155, 81: 128.1307, 71: 57.0519,
    72: 137.1411, 73: 113.1594, 76: 113.1594, 75: 128.1741, 77: 131.1926, 70: 147.1766, 80: 97.1167, 83: 87.0782,
    84: 101.1051, 87: 186.2132, 89: 163.1760, 86: 99.1326,
  ]

  /// The weight of one molecule in a band with the given label; `nil` for antibodies, which have none.
  func weight(_ label: String) -> Double? {
    switch label {
    case "14C-Pro", "3H-Pro": prolines > 0 ? Double(prolines) : nil
    case "35S-Met": methionines > 0 ? Double(methionines) : nil
    case "Coomassie", "Silver": mass > 0 ? mass : nil
    default: nil
    }
  }
}

/// The chain figures of one line.
package struct ChainFigures: Sendable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// Molar alpha1(I) : alpha2(I), normal 2; geometric mean over lanes; NaN without bands.
  package var ratio = Double.nan
  /// ln of the ratio, one a lane.
  package var logRatios: [Double] = []
  /// 95 % interval of the ratio from the spread of lanes; `nil` with one lane.
  package var ratioInterval: (low: Double, high: Double)? {
    Self.interval(logRatios).map { (Elementary.exp($0.low), Elementary.exp($0.high)) }
  }
  /// 95 % interval of the mean shift, per cent; `nil` with one lane.
  package var shiftInterval: (low: Double, high: Double)? { Self.interval(shifts) }

  private static func interval(_ values: [Double]) -> (low: Double, high: Double)? {
    guard values.count > 1 else { return nil }
    let half =
      Distribution.tTwoSided(0.95, df: Double(values.count - 1)) * values.standardDeviation
      / Double(values.count).squareRoot()
    return (values.mean - half, values.mean + half)
  }

  /// Share of alpha1 homotrimer: (r - 2) / (r + 1).
  package var homotrimer: Double { (ratio - 2) / (ratio + 1) }
  /// Whether the ratio counts molecules; of volumes otherwise.
  package var ratioIsMolar = true
  /// Type III : type I, one a lane; three chains of the one against two of the other.
  package var typeThree: [Double] = []
  /// Whether `typeThree` counts molecules; of volumes otherwise.
  package var typeThreeIsMolar = true
  /// Share of chains that keep the N-propeptide, one a lane without pepsin.
  package var propeptide: [Double] = []
  /// Migration shift against the flanking controls, per cent, one a lane; positive means slower.
  package var shifts: [Double] = []
  /// Width at half height over that of the flanking controls.
  package var broadening: [Double] = []
  /// The same shift after dipyridyl.
  package var dipyridylShifts: [Double] = []
  /// Share of the slow band from lane profiles, where a second band was accepted, else 0.
  package var slowFractions: [Double] = []
  /// Whether a second band was accepted in a lane profile.
  package var hasSecondBand = false
  /// Flags.
  package var flags: Set<QualityFlag> = []

  init(line: String, role: CellLineRole) {
    self.line = line
    self.role = role
  }
}

/// Evaluates bands.
package enum ChainRatios {
  /// The figures of every line on the gels.
  ///
  /// - Parameters:
  ///   - bands: all bands.
  ///   - chains: compositions by chain (`alpha1_I`, `alpha2_I`, `alpha1_III`); without them the ratios are those of volumes
  ///     and carry a flag.
  package static func evaluate(_ bands: [Band], chains: [String: ChainComposition]) -> [ChainFigures] {
    var order: [String] = []
    var figures: [String: ChainFigures] = [:]
    for band in bands where figures[band.line] == nil {
      order.append(band.line)
      figures[band.line] = ChainFigures(line: band.line, role: band.role)
    }
    for line in order {
      guard var entry = figures[line] else { continue }
      let own = bands.filter { $0.line == line }
      ratios(own, chains, &entry)
      shifts(own, bands, &entry)
      if own.contains(where: { $0.saturatedPixels > 0 }) { entry.flags.insert(.pixelSaturated) }
      figures[line] = entry
    }
    return order.compactMap { figures[$0] }
  }

  /// What a band's signal is divided by to count molecules: its labelled residues or mass, for all chains of a ratio or for
  /// none, so that a ratio never sets molecules against volumes.
  private static func weights(
    _ bands: [(band: Band, chain: String)], _ chains: [String: ChainComposition], _ flags: inout Set<QualityFlag>
  ) -> [Double] {
    let found = bands.map { chains[$0.chain]?.weight($0.band.label) }
    guard found.allSatisfy({ $0 != nil }) else {
      flags.insert(.noLabelCorrection)
      return found.map { _ in 1 }
    }
    return found.map { $0 ?? 1 }
  }

  private static func sameLane(_ a: Band, _ b: Band) -> Bool {
    a.gel == b.gel && a.lane == b.lane && a.fraction == b.fraction && a.isReduced == b.isReduced
      && a.treatment == b.treatment && a.bioRep == b.bioRep && a.batch == b.batch && sameExposure(a, b)
  }

  /// An exposure that is not said is no other one.
  private static func sameExposure(_ a: Band, _ b: Band) -> Bool {
    a.exposure == nil || b.exposure == nil || a.exposure == b.exposure
  }

  private static func ratios(_ own: [Band], _ chains: [String: ChainComposition], _ entry: inout ChainFigures) {
    for one in own
    where one.band == "alpha1_I" && one.signal > 0 && one.saturatedPixels == 0 && one.treatment != "dipyridyl" {
      var flags = entry.flags
      let slow = own.first { sameLane($0, one) && $0.band == "alpha1_I_slow" }
      let amount = one.signal + (slow?.signal ?? 0)
      if let two = own.first(where: { sameLane($0, one) && $0.band == "alpha2_I" }) {
        if two.signal > 0 {
          let w = weights([(one, "alpha1_I"), (two, "alpha2_I")], chains, &flags)
          if w[0] == 1 { entry.ratioIsMolar = false }
          entry.logRatios.append(Elementary.log(amount / w[0] / (two.signal / w[1])))
        } else {
          entry.logRatios.append(Elementary.log(100))
        }
      }
      let third =
        own.first { sameLane($0, one) && $0.band == "alpha1_III" }
        ?? own.first {
          $0.band == "alpha1_III" && $0.gel == one.gel && $0.fraction == one.fraction && $0.bioRep == one.bioRep
            && $0.batch == one.batch && !$0.isReduced && sameExposure($0, one)
        }
      // Without volume above its background it is no figure, and is said (``TableWarnings``).
      if let third, third.signal > 0 {
        let w = weights([(one, "alpha1_I"), (third, "alpha1_III")], chains, &flags)
        if w[0] == 1 { entry.typeThreeIsMolar = false }
        entry.typeThree.append(third.signal / w[1] / 3 / (amount / w[0] / 2))
      }
      if one.treatment != "pepsin" {
        let kept = own.filter { sameLane($0, one) && $0.band.hasPrefix("pN_") }.map(\.signal)
        let mature = own.filter { sameLane($0, one) && ($0.band == "alpha1_I" || $0.band == "alpha2_I") }.map(\.signal)
        if !kept.isEmpty { entry.propeptide.append(kept.compensatedSum() / (kept + mature).compensatedSum()) }
      }
      entry.flags = flags
    }
    entry.ratio = entry.logRatios.isEmpty ? .nan : Elementary.exp(entry.logRatios.mean)
  }

  /// Shift = 100 (Rf control - Rf line) / Rf control against the nearest control lanes on either side of the same gel.
  private static func shifts(_ own: [Band], _ all: [Band], _ entry: inout ChainFigures) {
    for one in own where one.band == "alpha1_I" {
      guard let rf = one.rf else { continue }
      let controls = all.filter {
        $0.role == .control && $0.line != one.line && $0.gel == one.gel && $0.band == one.band && $0.rf != nil
          && $0.fraction == one.fraction && $0.isReduced == one.isReduced
      }
      let left = controls.filter { $0.lane <= one.lane }.max { $0.lane < $1.lane }
      let right = controls.filter { $0.lane > one.lane }.min { $0.lane < $1.lane }
      let flanking = [left, right].compactMap(\.self)
      let reference = flanking.compactMap(\.rf)
      guard !reference.isEmpty else {
        if one.role == .case { entry.flags.insert(.noFlankingControl) }
        continue
      }
      if let most = reference.max(), let least = reference.min(), most > least * 1.01 { entry.flags.insert(.laneSmile) }
      let shift = 100 * (reference.mean - rf) / reference.mean
      if one.treatment == "dipyridyl" { entry.dipyridylShifts.append(shift) } else { entry.shifts.append(shift) }
      let widths = flanking.compactMap(\.width)
      if let width = one.width, !widths.isEmpty { entry.broadening.append(width / widths.mean) }
    }
  }
}
