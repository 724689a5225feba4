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
    let exposures = Exposures(bands)
    let lanes = Dictionary(grouping: bands) { Lane(gel: $0.gel, lane: $0.lane) }.sorted { $0.key < $1.key }.map(\.value)
    return lanes.compactMap(twoLines) + incomplete(lanes) + outliers(bands, exposures)
      + backgrounds(bands, exposures)
      + treatments(bands) + chains.flatMap(discordant)
  }

  /// Gels of one name in two tables, which are taken for one gel.
  static func inTwoFiles(_ more: [Band], _ earlier: [Band]) -> [AssayWarning] {
    let known = Dictionary(earlier.map { ($0.gel, $0.file) }) { first, _ in first }
    return Set(more.map(\.gel)).sorted().compactMap { gel in
      guard let file = known[gel], let first = more.first(where: { $0.gel == gel }) else { return nil }
      return AssayWarning(
        file: first.file, line: first.fileLine,
        "gel \(gel.quoted()) also stands in \(file.quoted()): the lanes of both are taken to be on one gel; name gels apart that are two"
      )
    }
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
  private static func outliers(_ bands: [Band], _ exposures: Exposures) -> [AssayWarning] {
    let known = bands.filter { $0.signal > 0 && $0.band == "alpha1_I" && $0.fraction == .medium }
    let groups = Dictionary(grouping: known) { [exposures.gel($0), $0.fraction.rawValue, $0.treatment] }
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

  /// Bands without a background on a gel whose others have one, and backgrounds five times those of the gel that take a fifth
  /// of the volume and more.
  private static func backgrounds(_ bands: [Band], _ exposures: Exposures) -> [AssayWarning] {
    Dictionary(grouping: bands) { exposures.gel($0) }.sorted { $0.key < $1.key }.flatMap { _, own -> [AssayWarning] in
      let known = own.compactMap(\.background)
      guard !known.isEmpty else { return [] }
      let middle = known.median
      let bare = own.filter { $0.background == nil }
      let high = own.filter { band in
        band.background.map { $0 > 5 * middle && $0 > 0.25 * Swift.max(0, band.signal) } ?? false
      }
      func more(_ found: [Band]) -> String { found.count > 1 ? " (and \(found.count - 1) more bands)" : "" }
      return [
        bare.first.map {
          warning($0, "band \($0.band) has no background, others of the gel have one: none is subtracted\(more(bare))")
        },
        high.first.map {
          warning(
            $0,
            "the background of band \($0.band) is \(middle > 0 ? NumberText.significant(($0.background ?? 0) / middle, 3) + " times that of most bands" : NumberText.significant($0.background ?? 0, 3) + ", and 0 for most bands") of the gel; is it right?\(more(high))"
          )
        },
      ].compactMap { $0 }
    }
  }

  /// Lines none of whose samples was treated as those of most lines: bands of unlike treatment are not alike.
  private static func treatments(_ bands: [Band]) -> [AssayWarning] {
    func words(_ band: Band) -> String {
      (band.treatment.isEmpty ? "no treatment" : band.treatment) + (band.isReduced ? ", reduced" : ", not reduced")
    }
    let own = Dictionary(grouping: bands, by: \.line).mapValues { Set($0.map(words)) }
    guard own.count >= 4 else { return [] }
    var counts: [String: Int] = [:]
    for words in own.values { for one in words { counts[one, default: 0] += 1 } }
    let usual = Set(counts.filter { 2 * $0.value > own.count }.keys)
    guard !usual.isEmpty else { return [] }
    return own.keys.sorted().compactMap { line in
      guard let mine = own[line], mine.isDisjoint(with: usual), let first = bands.first(where: { $0.line == line })
      else { return nil }
      return warning(
        first,
        "its samples were treated otherwise (\(mine.sorted().joined(separator: "; "))) than those of most lines (\(usual.sorted().joined(separator: "; "))); is it right?"
      )
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
