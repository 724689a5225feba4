// Bands of medium and cell layer as amounts: what a gel of both fractions says of synthesis and secretion.

internal import Documents
internal import Numerics

extension CollagenAmount {
  /// The type I chains of both fractions of each dish, for lanes whose loading is known.
  ///
  /// The two fractions of a dish must stand on one gel, treated alike: what two gels read cannot be compared. Lanes of one
  /// sample at one loading are averaged. Exposures of one gel count as gels of their own. A band that is below `loq` is at most that; one without volume above its background
  /// and without `loq` is no figure, and is said.
  static func of(_ bands: [Band]) -> (amounts: [CollagenAmount], warnings: [AssayWarning]) {
    let chains = ["alpha1_I", "alpha1_I_slow", "alpha2_I"]
    let used = bands.filter { chains.contains($0.band) && $0.treatment != "dipyridyl" && $0.saturatedPixels == 0 }
    let hasBoth = Set(used.map(\.fraction)).count == 2
    guard hasBoth, let first = used.first else { return ([], []) }
    guard used.contains(where: { $0.loading != nil }) else {
      let words =
        "bands of medium and cell layer without loading: add the columns loading and loading_unit, and secretion and synthesis are given too"
      return ([], [AssayWarning(file: first.file, line: first.fileLine, words)])
    }
    var amounts: [CollagenAmount] = []
    var warnings: [AssayWarning] = []
    var gels: [[String]: String] = [:]
    let exposures = Exposures(used)
    warnings += exposures.warnings
    for (key, lanes) in grouped(used, exposures) {
      guard Set(lanes.map(\.fraction)).count == 2 else {
        if gels[Array(key.prefix(3))] == nil, !isOnAnyGel(lanes[0], used, exposures) {
          warnings.append(
            AssayWarning(
              file: lanes[0].file, line: lanes[0].fileLine,
              "dish \(lanes[0].bioRep) of \(lanes[0].line.quoted()): its medium and cell layer are not on one gel, treated and exposed alike: no secretion is given from them"
            ))
        }
        continue
      }
      guard gels.updateValue(key[3], forKey: Array(key.prefix(3))) == nil else {
        warnings.append(
          AssayWarning(
            file: lanes[0].file, line: lanes[0].fileLine,
            "dish \(lanes[0].bioRep) of \(lanes[0].line.quoted()) is on several gels or treated in several ways: secretion is read from the first"
          ))
        continue
      }
      do { amounts += try measured(lanes, exposures) } catch { warnings.append(error.warning) }
    }
    return (amounts, warnings)
  }

  /// Why a dish is not measured.
  private struct Doubt: Error { let warning: AssayWarning }

  private static func isOnAnyGel(_ band: Band, _ all: [Band], _ exposures: Exposures) -> Bool {
    let own = all.filter { $0.line == band.line && $0.bioRep == band.bioRep && $0.batch == band.batch }
    return Dictionary(grouping: own) { [exposures.gel($0), $0.treatment, String($0.isReduced)] }
      .contains { Set($0.value.map(\.fraction)).count == 2 }
  }

  /// The lanes of each dish by gel and treatment, in the order of the file.
  private static func grouped(_ bands: [Band], _ exposures: Exposures) -> [(key: [String], lanes: [Band])] {
    Dictionary(grouping: bands) {
      [$0.line, String($0.bioRep), $0.batch, exposures.gel($0), $0.treatment, String($0.isReduced)]
    }
    .map { (key: $0.key, lanes: $0.value) }
    .sorted { ($0.lanes.first?.fileLine ?? 0) < ($1.lanes.first?.fileLine ?? 0) }
  }

  /// The amounts of one dish, one a chain and fraction.
  private static func measured(_ lanes: [Band], _ exposures: Exposures) throws(Doubt) -> [CollagenAmount] {
    var amounts: [CollagenAmount] = []
    for (_, own) in Dictionary(grouping: lanes, by: { [$0.fraction.rawValue, $0.band] }).sorted(by: {
      $0.key[0] + $0.key[1] < $1.key[0] + $1.key[1]
    }) {
      guard let first = own.first else { continue }
      let words = "dish \(first.bioRep) of \(first.line.quoted()), \(first.fraction.rawValue), band \(first.band)"
      guard Set(own.map { [$0.loading.map(String.init(describing:)) ?? "", $0.loadingUnit] }).count == 1,
        first.loading != nil
      else {
        throw Doubt(
          warning: AssayWarning(
            file: first.file, line: first.fileLine,
            "\(words): lanes of unlike or unknown loading, so nothing is computed from them"))
      }
      let signal = own.map(\.signal).mean
      let isBelow = first.quantificationLimit.map { signal < $0 } ?? false
      // A slow band that is not there is none; the chains themselves are always there.
      if signal <= 0, !isBelow, first.band == "alpha1_I_slow" { continue }
      guard signal > 0 || isBelow else {
        throw Doubt(
          warning: AssayWarning(
            file: first.file, line: first.fileLine,
            "\(words): no volume above its background, and no loq that says what could have been seen: give loq, so that it counts as below it"
          ))
      }
      amounts.append(
        CollagenAmount(
          line: first.line, bioRep: first.bioRep, batch: first.batch, fraction: first.fraction, measure: .bandVolume,
          analyte: first.label, chain: first.band == "alpha1_I_slow" ? "alpha1_I" : first.band,
          amount: isBelow ? first.quantificationLimit ?? 0 : signal, isBelow: isBelow, unit: "", loading: first.loading,
          loadingUnit: first.loadingUnit, gel: exposures.gel(first), file: first.file, fileLine: first.fileLine))
    }
    return amounts
  }
}

/// The exposures of each gel: what two of them read cannot be compared.
struct Exposures {
  private let byGel: [String: Set<Double>]
  private let first: [String: Band]
  private let unsaid: [String: Band]

  init(_ bands: [Band]) {
    byGel = Dictionary(grouping: bands, by: \.gel).mapValues { Set($0.compactMap(\.exposure)) }
    first = Dictionary(bands.map { ($0.gel, $0) }) { one, _ in one }
    unsaid = Dictionary(bands.filter { $0.exposure == nil }.map { ($0.gel, $0) }) { one, _ in one }
  }

  /// The gel of a band, with its exposure where the gel was exposed for several times. An exposure that is not said is no
  /// other one.
  func gel(_ band: Band) -> String {
    guard byGel[band.gel]?.count ?? 0 > 1, let exposure = band.exposure else { return band.gel }
    return band.gel + ", " + Self.words(exposure)
  }

  private static func words(_ exposure: Double) -> String { NumberText.significant(exposure) + " s" }

  /// Gels with several exposures.
  var warnings: [AssayWarning] {
    byGel.keys.sorted().compactMap { gel in
      guard let times = byGel[gel], !times.isEmpty, let band = first[gel] else { return nil }
      if times.count == 1 {
        guard let bare = unsaid[gel] else { return nil }
        return AssayWarning(
          file: bare.file, line: bare.fileLine,
          "gel \(gel.quoted()) has lanes without exposure_s: they are taken to be exposed like the others")
      }
      let words = times.sorted().map(Self.words).joined(separator: " and ")
      return AssayWarning(
        file: band.file, line: band.fileLine,
        "gel \(gel.quoted()) has lanes exposed for \(words)\(unsaid[gel] == nil ? "" : " and such that do not say it"): their "
          + "volumes are not compared, they count as gels of their own")
    }
  }
}
