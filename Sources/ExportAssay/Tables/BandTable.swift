// Gel bands and lane profiles.

internal import Documents
package import TypeICollagen

/// One band of one lane.
package struct Band: Sendable {
  /// The gel.
  package let gel: String
  /// The lane.
  package let lane: Int
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The dish.
  package let bioRep: Int
  /// The run of cultures; empty where it is not said.
  package internal(set) var batch = ""
  /// Medium or cell layer.
  package let fraction: Fraction
  /// Whether the sample was reduced; alpha1(III) runs with alpha1(I) only then.
  package let isReduced: Bool
  /// What was done to the sample (`pepsin`, `dipyridyl` ...).
  package let treatment: String
  /// The label or stain (`14C-Pro`, `35S-Met`, `Coomassie`, `WB`).
  package let label: String
  /// The band (`alpha1_I`, `alpha2_I`, `alpha1_III`, `pN_alpha1_I`, `pN_alpha2_I`, `alpha1_I_slow` ...).
  package let band: String
  /// Volume minus background; may be negative.
  package let signal: Double
  /// Distance over the front.
  package let rf: Double?
  /// Width at half height, mm.
  package let width: Double?
  /// Saturated pixels.
  package let saturatedPixels: Int
  /// How much of the fraction was loaded; `nil` where it is not said.
  package internal(set) var loading: Double?
  /// Its unit: `uL`, `mL`, `ug` (protein) or `%`.
  package internal(set) var loadingUnit = ""
  /// How long the lane was exposed, s; `nil` where it is not said. Volumes of unlike exposures cannot be compared.
  package internal(set) var exposure: Double?
  /// The background that was subtracted; `nil` where none is given.
  package internal(set) var background: Double?
  /// The limit of quantification.
  package internal(set) var quantificationLimit: Double?
  /// The table.
  package internal(set) var file = ""
  /// The line of the file.
  package let fileLine: Int

  /// Whether this is one of the bands that something is computed from.
  var isKnown: Bool {
    ["alpha1_I", "alpha2_I", "alpha1_III", "alpha1_I_slow"].contains(band) || band.hasPrefix("pN_")
      || band.hasPrefix("pC_") || band.hasPrefix("pro_")
  }

  private static let labels = ["14C-Pro", "3H-Pro", "35S-Met", "Coomassie", "Silver", "WB"]
}

extension Band: TableRow {
  static var kind: TableKind { .bands }

  init(_ reader: RowReader) throws(InputFaults) {
    guard let label = try reader.word("label", Self.labels) else {
      throw reader.error(.badToken, "label", "label is empty")
    }
    self.label = label
    gel = try reader.requiredText("gel_id")
    lane = try reader.integer("lane") ?? 0
    line = try reader.requiredText("line_id")
    role = try reader.requiredChoice("role", CellLineRole.self)
    bioRep = try reader.ordinal("bio_rep") ?? 1
    batch = reader.text("batch") ?? ""
    fraction = try reader.requiredChoice("fraction", Fraction.self)
    isReduced = try reader.flag("reduced", default: true)
    treatment = reader.text("treatment") ?? ""
    let name = try reader.requiredText("band")
    band = CollagenChain(name)?.name ?? name
    background = try reader.nonNegative("background")
    let taken = background ?? 0
    signal = (taken > 0 ? try reader.nonNegative("volume") ?? .nan : try reader.requiredNumber("volume")) - taken
    exposure = try reader.positive("exposure_s")
    rf = try reader.positive("rf")
    if let rf, rf > 1 { throw reader.error(.badNumber, "rf", "rf is a fraction of the front, at most 1") }
    width = try reader.positive("fwhm_mm")
    saturatedPixels = try reader.ordinal("saturated_px", from: 0) ?? 0
    (loading, loadingUnit) = try reader.loading()
    quantificationLimit = try reader.positive("loq")
    file = reader.table.file
    fileLine = reader.row.line
  }

  /// Where it is on its gel and what of: no two rows have the same.
  var place: [String] {
    [
      gel, String(lane), band, line, fraction.rawValue, String(isReduced), String(bioRep), batch, treatment,
    ]
  }

  static func read(_ table: NamedTable) throws(InputFaults) -> [Band] {
    try table.check(as: kind)
    var bands: [Band] = []
    var seen: Set<[String]> = []
    for row in table.rows {
      let reader = RowReader(table, row)
      let band = try Band(reader)
      guard seen.insert(band.place).inserted else {
        throw reader.error(.inconsistent, "band", "band \(band.band.quoted()) of this lane stands twice")
      }
      bands.append(band)
    }
    return bands
  }
}

/// The intensity along one lane.
package struct LaneProfile: Sendable {
  /// The gel.
  package let gel: String
  /// The lane.
  package let lane: Int
  /// The line, where given.
  package let line: String
  /// Positions, mm, rising.
  package let positions: [Double]
  /// Intensities.
  package let intensities: [Double]

  /// A profile; positions must rise.
  package init(gel: String, lane: Int, line: String, positions: [Double], intensities: [Double]) {
    self.gel = gel
    self.lane = lane
    self.line = line
    self.positions = positions
    self.intensities = intensities
  }

  static func read(_ table: NamedTable) throws(InputFaults) -> [LaneProfile] {
    try table.check(as: .laneProfile)
    var order: [String] = []
    var points: [String: (gel: String, lane: Int, line: String, x: [Double], y: [Double])] = [:]
    for row in table.rows {
      let reader = RowReader(table, row)
      let gel = try reader.requiredText("gel_id")
      guard let lane = try reader.integer("lane") else { throw reader.error(.badNumber, "lane", "lane is empty") }
      let key = gel + "\t" + String(lane)
      if points[key] == nil {
        order.append(key)
        points[key] = (gel, lane, reader.text("line_id") ?? "", [], [])
      }
      let x = try reader.requiredNumber("position_mm")
      if let last = points[key]?.x.last, x <= last {
        throw reader.error(.inconsistent, "position_mm", "positions of a lane must rise")
      }
      points[key]?.x.append(x)
      points[key]?.y.append(try reader.requiredNumber("intensity"))
    }
    return order.compactMap { key in
      points[key].map { LaneProfile(gel: $0.gel, lane: $0.lane, line: $0.line, positions: $0.x, intensities: $0.y) }
    }
  }
}
