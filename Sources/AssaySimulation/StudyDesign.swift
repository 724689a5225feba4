// What a right study is like, drawn from a seed.

internal import Numerics

/// What measures the collagen of a study.
package enum StudyMeasure: String, CaseIterable, Sendable {
  case plates, dpm
  case collagenaseDPM = "collagenase_dpm"
  case hydroxyproline
  case bandVolume = "band_volume"
  case western, bands

  var fileName: String { self == .plates ? "plate.csv" : self == .bands ? "bands.csv" : "amounts.csv" }

  /// Whether a part of each fraction was measured.
  var isLoaded: Bool { self == .bandVolume || self == .western || self == .bands }

  /// The column that the collagen is read from.
  var quantity: String { self == .plates ? "nominal_conc" : self == .bands ? "volume" : "amount" }
}

/// What a study is like: lines, dishes, plates, units, volumes, normalisers.
struct StudyDesign {
  struct Line {
    let name: String
    let isCase: Bool
    let amount: Double
    let secreted: Double
    /// The plate that all its dishes are on; `nil` where they are spread over the plates.
    var plate: Int?
  }

  let measure: StudyMeasure
  let dishes: Int
  let plates: Int
  /// Runs of cultures that the dishes are spread over; none where there is no column for them.
  let batches: Int
  /// Whether dishes are numbered anew in each batch.
  let restarts: Bool
  let normalizers: [String]
  let units: [String]
  let volumes: (medium: Double, cells: Double)
  let hours: Double
  let loadingUnit: String
  let lines: [Line]

  init(_ random: inout RandomSource, _ measure: StudyMeasure) {
    self.measure = measure
    dishes = 2 + random.below(3)
    plates = measure == .plates ? 1 + random.below(4) : 1
    batches = random.below(3) == 0 ? Swift.min(dishes, 2 + random.below(2)) : 0
    restarts = batches > 0 && random.below(2) == 0
    normalizers =
      [["dna_ug"], ["dna_ug", "protein_ug"], ["cells_x1e5", "dna_ug", "protein_ug"], ["protein_ug"]][
        random.below(4)]
    units = [["ng/mL"], ["ng/mL", "ug/mL"], [""]][random.below(3)]
    volumes = [(2.0, 0.5), (1.0, 0.25), (5.0, 1.0)][random.below(3)]
    hours = [18.0, 24, 48][random.below(3)]
    loadingUnit = ["uL", "%"][random.below(2)]
    let kinds = [(0.5, 0.94), (1.0, 0.62), (1.0, 0.94)]
    var lines = (0..<(1 + random.below(2))).map { k -> Line in
      let kind = kinds[random.below(3)]
      return Line(name: "F\(k + 1)", isCase: true, amount: kind.0, secreted: kind.1)
    }
    // Plates with control lines of their own need some on each.
    let hasOwnControls = plates > 1 && random.below(3) == 0
    for k in 1...(hasOwnControls ? 4 * plates : 4 + random.below(5)) {
      let secreted = 1 / (1 + Elementary.exp(-(2.75 + 0.1 * random.normal())))
      lines.append(
        Line(name: "C\(k)", isCase: false, amount: Elementary.exp(0.05 * random.normal()), secreted: secreted))
    }
    if hasOwnControls { for k in lines.indices { lines[k].plate = k % plates } }
    self.lines = lines
  }
}
