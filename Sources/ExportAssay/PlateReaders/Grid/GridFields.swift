// The columns of a plate map under the many names that exports and laboratories give them.

internal import Documents

/// Names of the columns of a plate map.
enum GridFields {
  private static let names: [String: [String]] = [
    "role": ["role", "roles", "type", "welltype", "sampletype", "welltypes"],
    "sample_id": [
      "sampleid", "sample", "samples", "samplename", "name", "content", "contents", "layout", "platelayout", "platemap",
      "échantillon", "probe", "proben", "welltitle",
    ],
    "nominal_conc": [
      "nominalconc", "nominal", "concentration", "concentrations", "conc", "standard", "standards",
      "standardconcentration", "standardconcentrations", "knownconc",
    ],
    "dilution_factor": ["dilutionfactor", "dilution", "dilutions", "dilutionfactors", "dil"],
    "line_id": ["lineid", "line", "lines", "cellline", "celllines"],
    "bio_rep": ["biorep", "dish", "dishes", "culture"],
    "tech_rep": ["techrep"], "fraction": ["fraction", "fractions"], "batch": ["batch"], "plate_id": ["plateid"],
    "unit": ["unit"], "analyte": ["analyte"], "include": ["include"], "read": ["read"], "note": ["note"],
  ]

  /// Headings of the column that names the wavelength of a row of a list: rows of two wavelengths are two readings.
  private static let wavelengths: Set<String> = [
    "wavelength", "wavelengths", "wavelengthnm", "measurementwavelength", "measurementwavelengthnm", "wl", "wlnm",
    "lambda", "lambdanm",
  ]

  /// Whether a heading is that of the wavelengths.
  static func isWavelength(_ title: String) -> Bool { wavelengths.contains(GridScan.plain(title)) }

  /// Whether a column of a list has one value for each wavelength of a well.
  static func isRead(_ title: String) -> Bool {
    field(title) == nil && !bookkeeping.contains(GridScan.plain(title))
  }

  /// Columns of lists that say how and when a well was read.
  private static let bookkeeping: Set<String> = [
    "repeat", "platerepeat", "wellrepeat", "time", "times", "timems", "meastime", "measurementtime", "measuringtime",
    "temperature", "flag", "flags", "no", "nr", "number", "index", "cycle", "cyclenr", "cyclenumber",
  ]

  private static let byName: [String: String] = Dictionary(
    names.flatMap { field, names in names.map { ($0, field) } }, uniquingKeysWith: { first, _ in first })

  /// The column that a heading, corner or title names; `nil` for any other text.
  static func field(_ text: String) -> String? { byName[GridScan.plain(text)] }

  /// Words of titles above what software made of the signals; `cv` and `sd` beside a percent sign or a mean only, as they
  /// are names of stains and devices too.
  private static let computed: Set<String> = [
    "conc", "concs", "concentration", "concentrations", "konzentration", "calc", "calculated", "interpolated",
    "recovery", "stdev",
  ]

  /// Words of titles above signals, whatever else the title says.
  private static let measured: Set<String> = [
    "raw", "od", "abs", "absorbance", "signal", "signals", "rfu", "rlu", "fluorescence", "luminescence", "counts", "nm",
  ]

  /// Whether a title names computed values, such as concentrations: by a word, or by a unit of concentration that is not
  /// the plate's or its standards'. They are no signals, whatever else the file lacks.
  static func isComputed(_ title: String) -> Bool {
    let words = Set(title.lowercased().split { !$0.isLetter }.map(String.init))
    guard words.isDisjoint(with: measured) else { return false }
    if !words.isDisjoint(with: computed) { return true }
    if !words.isDisjoint(with: ["cv", "sd"]), title.contains("%") || words.contains("mean") { return true }
    return words.isDisjoint(with: ["plate", "standard", "standards"])
      && title.split { " ()[]{}:;,_".contains($0) }
        .contains { ConcentrationUnit(String($0)).nanogramsPerMillilitre != nil }
  }

  private static func numbers(_ title: String) -> GridUse { isComputed(title) ? .calculated(title) : .reading(title) }

  /// What a column of a block is, by its heading, corner or title, and else by its cells.
  static func use(_ block: GridBlock, _ column: Int, _ mark: DecimalMark) -> GridUse {
    let cells = block.columns[column]
    let isNumeric = 2 * cells.readings(mark) >= cells.cells.count && !cells.cells.isEmpty
    switch block.shape {
    case .list:
      if let field = field(cells.title) { return .field(field) }
      if bookkeeping.contains(GridScan.plain(cells.title)) { return .unused }
      return isNumeric && !cells.title.isEmpty ? numbers(cells.title) : .unused
    case .grid, .bare:
      if let field = field(block.corner) ?? field(block.title) { return column == 0 ? .field(field) : .unused }
      guard column == 0 else { return .unused }
      if isNumeric { return numbers(block.title.isEmpty ? block.corner : block.title) }
      return .field("sample_id")
    }
  }
}

/// What a word in a layout says of a well.
struct WellWord {
  /// The role; `nil` for a name that says none.
  let role: WellRole?
  /// The sample: the word as it stands, or the code behind a role (`S1` of `Standard S1`).
  let sample: String

  private static let roles: [String: WellRole] = [
    "standard": .standard, "std": .standard, "calibrator": .standard, "cal": .standard, "blank": .blank, "blk": .blank,
    "blanc": .blank, "unknown": .unknown, "un": .unknown, "unk": .unknown, "sample": .unknown, "control": .qc,
    "ctrl": .qc, "ctl": .qc, "qc": .qc,
  ]

  /// Reads `Std0001`, `Standard S1`, `Blank B`, `X1`; `nil` for what marks an empty well.
  init?(_ text: String, words: [String: WellRole]) {
    guard !["", "-", ".", "NA", "Undefined", "Empty", "empty"].contains(text) else { return nil }
    let letters = String(text.lowercased().prefix { $0.isLetter })
    let rest = text.dropFirst(letters.count)
    let isCode = rest.allSatisfy { $0.isNumber || " _-".contains($0) }
    // A word alone, a word and a number, or (BMG) a word and a code.
    let isNamed = rest.first == " " && rest.dropFirst().allSatisfy { $0.isNumber || $0.isLetter }
    let named = isNamed && !isCode ? Self.roles[letters] : nil
    sample = named == nil ? text : String(rest.dropFirst())
    role = isCode ? words[letters] ?? Self.roles[letters] : named
  }
}
