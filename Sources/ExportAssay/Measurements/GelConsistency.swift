// Whether the lanes of gels agree with each other: a slip of line, chain, volume or distance shows here.

internal import Documents
import Numerics
internal import TypeICollagen

/// Checks of bands without a model.
enum GelConsistency {
  private struct Lane: Hashable, Comparable {
    let gel: String
    let lane: Int

    static func < (a: Lane, b: Lane) -> Bool { (a.gel, a.lane) < (b.gel, b.lane) }
  }

  /// What is said of the bands and of the figures that come from them.
  static func warnings(_ bands: [Band], _ chains: [ChainFigures]) -> [AssayWarning] {
    let lanes = Dictionary(grouping: bands) { Lane(gel: $0.gel, lane: $0.lane) }.sorted { $0.key < $1.key }.map(\.value)
    return lanes.compactMap(twoLines) + incomplete(lanes) + outliers(bands) + chains.flatMap(discordant)
  }

  private static func words(_ band: Band) -> String {
    "gel \(band.gel.quoted()), lane \(band.lane) (\(band.line.quoted()))"
  }

  private static func warning(_ band: Band, _ text: String) -> AssayWarning {
    AssayWarning(file: band.file, line: band.fileLine, "\(words(band)): \(text)")
  }

  private static func twoLines(_ lane: [Band]) -> AssayWarning? {
    guard let first = lane.first, let other = lane.first(where: { $0.line != first.line }) else { return nil }
    return warning(other, "the lane holds line \(first.line.quoted()) too; is one of them wrong?")
  }

  /// Lanes with one of the two chains where most lanes of the table have both.
  private static func incomplete(_ lanes: [[Band]]) -> [AssayWarning] {
    func has(_ lane: [Band], _ chain: String) -> Bool { lane.contains { $0.band == chain } }
    let whole = lanes.filter { has($0, "alpha1_I") && has($0, "alpha2_I") }
    guard 2 * whole.count > lanes.count else { return [] }
    var found: [AssayWarning] = []
    for lane in lanes {
      guard let first = lane.first, has(lane, "alpha1_I") || has(lane, "alpha2_I") else { continue }
      let parts = Dictionary(grouping: lane.filter { $0.band == "alpha1_I" || $0.band == "alpha2_I" }) {
        [$0.line, $0.fraction.rawValue, $0.treatment, String($0.isReduced), String($0.bioRep), $0.batch]
      }
      guard parts.values.contains(where: { !has($0, "alpha1_I") || !has($0, "alpha2_I") }) else { continue }
      found.append(
        warning(
          first,
          "alpha1_I and alpha2_I do not stand together, as in most lanes: no ratio of chains is given; a missing band is written with its background, one of another sample in another lane"
        ))
    }
    return found
  }

  /// Medium with a chain five times as strong as in the other lanes of its gel, or a fifth: loads differ by less. In the cell
  /// layer retention gives as much.
  private static func outliers(_ bands: [Band]) -> [AssayWarning] {
    let known = bands.filter { $0.signal > 0 && $0.band == "alpha1_I" && $0.fraction == .medium }
    let groups = Dictionary(grouping: known) { [$0.gel, $0.fraction.rawValue, $0.treatment] }
    return groups.sorted { $0.key.joined(separator: "\t") < $1.key.joined(separator: "\t") }.flatMap { _, own in
      let middle = own.map(load).median
      guard own.count >= 4 else { return [AssayWarning]() }
      return own.filter { Swift.max(load($0) / middle, middle / load($0)) > 5 }.map { band in
        warning(
          band,
          "alpha1_I is \(NumberText.significant(load(band) / middle, 3)) times as strong as in the other lanes of the gel; are volume and loading right?"
        )
      }
    }
  }

  private static func load(_ band: Band) -> Double { band.signal / (band.loading ?? 1) }

  /// Lanes of a line that contradict each other, and shifts that no modification gives.
  private static func discordant(_ chain: ChainFigures) -> [AssayWarning] {
    var found: [AssayWarning] = []
    if let low = chain.logRatios.min(), let high = chain.logRatios.max(), high - low > Elementary.log(1.6) {
      let values = [low, high].map { NumberText.fixed(Elementary.exp($0), 2) }.joined(separator: " to ")
      found.append(
        AssayWarning(
          file: "", "line \(chain.line.quoted()): alpha1(I) : alpha2(I) is \(values) in its lanes; check their volumes")
      )
    }
    if let shift = chain.shifts.max(by: { Swift.abs($0) < Swift.abs($1) }), Swift.abs(shift) > 10 {
      found.append(
        AssayWarning(
          file: "",
          "line \(chain.line.quoted()): alpha1(I) lies \(NumberText.fixed(shift, 0)) % from that of the flanking controls; overmodification shifts it by a few per cent: check rf"
        ))
    }
    if let low = chain.shifts.min(), let high = chain.shifts.max(), high - low > 1.5 {
      found.append(
        AssayWarning(
          file: "",
          "line \(chain.line.quoted()): alpha1(I) migrates \(NumberText.fixed(low, 1)) to \(NumberText.fixed(high, 1)) % slower than the controls in its lanes; check rf"
        ))
    }
    return found
  }
}
