// `collagen assay`: tables of the fibroblast assay in, synthesis and export with controls out.

import ArgumentParser
import AssayReport
import Collagen
import Documents
import DocumentsYAML
import ExportAssay
import Reporting
import SequenceIO

struct AssayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Evaluate a fibroblast assay: synthesis and secretion of type I collagen against controls.",
    discussion: """
      Reads tidy tables (cultures, plate, amounts, bands, lane_profile, pulse_chase, tm) as CSV, TSV or .xlsx, and raw exports of \
      plate readers as text, CSV or .xlsx: SoftMax Pro (text and XML), Gen5, Tecan i-control and Magellan, BMG MARS, SkanIt, \
      EnVision, Kaleido, SpectraMax, and any other grid or list of wells. The kind of each file is recognised by its content. \
      Give all files of one experiment together. --map describes the wells of an export: a list, or grids. Tables of bone \
      density are named in the case record, as dxa.

      EXAMPLES
        collagen assay cultures.csv plate.csv
        collagen assay --map map.csv tecan.xlsx cultures.csv
        collagen assay --curve 5pl --weights 1/y2 --map map.csv softmax.txt cultures.csv
        collagen assay --layout 2 --seed 7 cultures.csv

      Class limits come from the literature. They are not diagnostic cut-offs.
      """)

  enum Curve: String, ExpressibleByArgument, CaseIterable {
    case auto
    case fourPL = "4pl"
    case fivePL = "5pl"
    case linear
    case logLog = "loglog"
  }

  enum Weights: String, ExpressibleByArgument, CaseIterable {
    case auto
    case none
    case inverseY = "1/y"
    case inverseY2 = "1/y2"
  }

  enum Blanks: String, ExpressibleByArgument, CaseIterable {
    case zero
    case subtract
    case constrain
    case ignore
  }

  enum Standards: String, ExpressibleByArgument, CaseIterable {
    case wells
    case means
  }

  @Argument(help: ArgumentHelp("Tables and exports of one experiment.", valueName: "file"), completion: .file())
  var files: [String]

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "What the wells of an export hold: roles, samples, standards, dilutions. May be given several times.",
      valueName: "file"), completion: .file())
  var maps: [String] = []

  @Option(
    help: ArgumentHelp(
      "YAML file with limits of the class rule, as 'collagen template limits' prints them.", valueName: "file"),
    completion: .file())
  var limits: String?

  @Option(
    help: ArgumentHelp(
      "Folder with results of earlier runs (assay.json, or folders that hold one): their control lines join the panel.",
      valueName: "dir"), completion: .directory)
  var history: String?

  @Option(help: "Standard curve: auto, 4pl, 5pl, linear or loglog.")
  var curve: Curve = .auto

  @Option(help: "Weights of the curve: auto, none, 1/y or 1/y2.")
  var weights: Weights = .auto

  @Option(
    help:
      "Blanks: zero (a standard of concentration 0), subtract, constrain (hold the curve's start at their mean) or ignore."
  )
  var blanks: Blanks = .zero

  @Option(help: "Fit the curve to single wells of the standards or to the mean of each level.")
  var standards: Standards = .wells

  @Option(
    help: ArgumentHelp(
      "Collagenase digestion: enrichment of collagen in proline and hydroxyproline over other proteins. The default is the usual convention, for which no source was found.",
      valueName: "factor"))
  var collagenaseFactor: Double = AssayConstants().iminoAcidRatio

  @Option(
    help: ArgumentHelp("Write a randomised layout on this many plates from a cultures table.", valueName: "plates"))
  var layout: Int?

  @Option(help: "The seed of the layout.")
  var seed: UInt64?

  @Option(help: "What to print on standard output: text, tsv or json.")
  var format: ScreenCommand.Format = .text

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if layout != nil, seed == nil {
      throw ValidationError("--layout needs --seed: the same seed gives the same layout")
    }
    guard collagenaseFactor.isFinite, collagenaseFactor > 0 else {
      throw ValidationError("--collagenase-factor takes a number above 0")
    }
    if layout != nil, files.count != 1 { throw ValidationError("--layout takes one cultures table") }
    if let layout, !(1...100).contains(layout) {
      throw ValidationError("--layout takes a number of plates from 1 to 100")
    }
  }

  func run() throws {
    do {
      let texts = try files.map { (name: InputText.baseName($0), text: try read($0)) }
      let inputs = texts.map { (name: $0.name, bytes: $0.text.bytes) }
      let mapTexts = try maps.map { (name: InputText.baseName($0), text: try read($0)) }
      let plateMaps = mapTexts.map { (name: $0.name, bytes: $0.text.bytes) }
      let digests = Dictionary(
        (texts + mapTexts).map { ($0.name, $0.text.sha256) }, uniquingKeysWith: { first, _ in first })
      if let layout, let seed { return try makeLayout(inputs[0], plates: layout, seed: seed) }
      var options = AssayOptions(chains: ChainCompositions.helices)
      options.constants.iminoAcidRatio = collagenaseFactor
      options.curve.model = CurveModel(rawValue: curve.rawValue)
      options.curve.weighting = Weighting(rawValue: weights.rawValue)
      options.curve.blanks = CurveOptions.BlankUse(rawValue: blanks.rawValue) ?? .zeroStandard
      options.curve.calibrators = CurveOptions.CalibratorUse(rawValue: standards.rawValue) ?? .wells
      if let limits {
        let name = InputText.baseName(limits)
        let document = try DocumentNode.parse(try InputText.read(limits), file: name)
        try ClassLimit.apply(document, file: name, to: &options.rules)
      }
      let earlier = try history.map { try earlierRuns($0) } ?? []
      var made: (result: AssayResult, files: [(name: String, bytes: [UInt8])])?
      try publish {
        let result = try AssayRun.run(
          inputs: inputs, maps: plateMaps, history: earlier, digests: digests, options: options)
        if let fault = result.emptiness { throw fault }
        made = (result, try AssayReport.files(result, version: CollagenVersion.number))
        return made?.files ?? []
      }
      guard let (result, results) = made else { return }
      for warning in result.warnings {
        Console.note("collagen: warning: \(warning)")
      }
      guard !common.quiet else { return }
      switch format {
      case .text: try Console.output(summary(AssayReport.lines(result)))
      case .tsv: try Console.output(AssayReport.lines(result))
      case .json: try Console.output(results.first { $0.name == "assay.json" }?.bytes ?? [])
      }
    } catch let error as InputFaults {
      throw ExitFailure(error)
    }
  }

  /// The assay.json files of a folder and of the folders in it, by name.
  private func earlierRuns(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
    guard let names = FileBytes.names(in: folder) else {
      throw ExitFailure(
        .noInput, "\(InputText.baseName(folder)): not a folder that can be read; give one with results of earlier runs")
    }
    let paths = names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = folder + "/" + name
      if name.hasSuffix(".json") { return name == "manifest.json" ? [] : [path] }
      return FileBytes.isRegular(path + "/assay.json") ? [path + "/assay.json"] : []
    }
    guard !paths.isEmpty else {
      throw ExitFailure(
        .noInput,
        "\(InputText.baseName(folder)): no result of an earlier run (assay.json, or a folder that holds one); leave --history out where there is none"
      )
    }
    return try paths.map { path in
      (path.split(separator: "/").suffix(2).joined(separator: "/"), Array(try InputText.read(path).utf8))
    }
  }

  private func makeLayout(_ input: (name: String, bytes: [UInt8]), plates: Int, seed: UInt64) throws {
    let dishes = try PlateLayout.dishes(name: input.name, bytes: input.bytes)
    let wells = try PlateLayout.make(dishes: dishes, plates: plates, seed: seed)
    let table = PlateLayout.csv(wells)
    let grids = PlateLayout.plater(wells)
    try publish {
      grids.map { (name: "layout.P\($0.plate).plater.csv", bytes: Array($0.text.utf8)) }
        + [("layout.csv", Array(table.utf8))]
    }
    if !common.quiet { try Console.output(table) }
  }

  private func publish(_ work: () throws -> [(name: String, bytes: [UInt8])]) throws {
    let destination = common.output ?? "assay.collagen"
    try common.publish(to: destination, "assay", sample: nil) { folder in
      let results = try work()
      try InputGuard.check(
        inputs: files + maps + [limits].compactMap(\.self), outputs: results.map { "\(destination)/\($0.name)" })
      for file in results { try folder.write(file.name, file.bytes) }
      return RunRecord.files(files + maps + [limits].compactMap(\.self))
    }
  }

  private func read(_ path: String) throws(ExitFailure) -> WholeText.Document {
    do {
      return try WholeText.document(InputSource(path: path), keepsArchives: true)
    } catch {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    }
  }

  /// The lines table in the columns that a reader looks for first, and where the rest is.
  private func summary(_ table: String) -> String {
    let rows = table.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let folder = common.output ?? "assay.collagen"
    guard rows.count > 1 else {
      return
        "No dish of a cell line was measured, so no line is compared or classified. All figures: \(folder)/assay.html\n"
    }
    let places = Dictionary(rows[0].enumerated().map { ($1, $0) }) { first, _ in first }
    func cell(_ row: [String], _ column: String) -> String { places[column].map { row[$0] } ?? "." }
    func interval(_ row: [String], _ column: String) -> String {
      let values = ["", "_low", "_high"].map { cell(row, column + $0) }
      return values[0] == "." ? "." : values[1] == "." ? values[0] : "\(values[0]) (\(values[1])-\(values[2]))"
    }
    // A design of media alone has no synthesis; what was secreted stands for it.
    let amount = rows.dropFirst().contains { cell($0, "synthesis_pct_control") != "." } ? "synthesis" : "secreted"
    let told = rows.dropFirst().map { row in
      [
        cell(row, "line_id"), cell(row, "role"), cell(row, "n_bio"), interval(row, amount + "_pct_control"),
        interval(row, "export_pct_control"), cell(row, "class"), cell(row, "flags"),
      ]
    }
    let header = [
      "line", "role", "dishes", "\(amount), % of controls (95 %)", "export, % of controls (95 %)", "class", "flags",
    ]
    return PlainTable.aligned([header] + told, width: Console.outputWidth).joined(separator: "\n")
      + "\nAll columns: \(folder)/lines.tsv. Plots and every well: \(folder)/assay.html\n"
  }
}
