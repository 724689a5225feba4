// classes VARIANTS.tsv [--missed]: the classes that the rule pack gives to labelled ClinVar variants, in three rows of inputs.

import BioSequence
import Documents
import Evidence
import Foundation
import Knowledge
import Numerics
import Reporting
import TypeICollagen

/// What ClinVar says of a variant of the table.
enum Label: String { case pathogenic, benign, uncertain }

/// A variant of the table with its call.
struct Labelled {
  let call: Call
  let label: Label
  let kind: String
  let frequency: Double?
}

func label(_ text: String) -> Label? {
  let isUncertain = text.contains("onflicting") || text.contains("ncertain")
  let (pathogenic, benign) = (text.contains("athogenic") && !text.contains("onflicting"), text.contains("enign"))
  if isUncertain || (pathogenic && benign) { return .uncertain }
  return pathogenic ? .pathogenic : benign ? .benign : nil
}

func read(_ path: String) throws -> [Labelled] {
  let table = try NamedTable(
    DecodedText(file: path, bytes: Array(Data(contentsOf: URL(fileURLWithPath: path)))), form: .tabs)
  return try table.rows.compactMap { row -> Labelled? in
    guard let label = label(table.text(row, "clinvar_significance")) else { return nil }
    let cells = ["grch38_chrom", "grch38_pos", "grch38_ref", "grch38_alt"].map { table.text(row, $0) }
    guard cells.allSatisfy({ !$0.isEmpty }) else { return nil }
    let text =
      "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n"
      + "\(cells[0])\t\(cells[1])\t.\t\(cells[2])\t\(cells[3])\t.\tPASS\t.\tGT\t0/1\n"
    guard let call = try ScreenDocument(vcf: Array(text.utf8), file: "v.vcf").calls.first else { return nil }
    return Labelled(
      call: call, label: label, kind: table.text(row, "class"), frequency: Double(table.text(row, "gnomad_af")))
  }
}

/// The counts of one row.
struct Tally {
  var called: [Label: (right: Int, all: Int)] = [.pathogenic: (0, 0), .benign: (0, 0)]
  var silent = (right: 0, all: 0)
  var opposite: [String] = []
  var moved = (pathogenic: 0, benign: 0, all: 0)
  var truncating = (pathogenic: 0, all: 0)
  var onePoint = 0
  var missed: [String] = []

  mutating func add(_ variant: Labelled, _ ledger: VariantClassificationLedger) {
    let own = ledger.pointsClass
    let isBenign = own == .benign || own == .likelyBenign
    let isTruncating = ledger.outcomes.contains { $0.criterion == .pvs1 && $0.rule == "PVS1.gene" }
    if isTruncating, variant.label == .pathogenic {
      truncating.all += 1
      truncating.pathogenic += own.isPathogenic ? 1 : 0
      return
    }
    let isRight = variant.label == .pathogenic ? own.isPathogenic : isBenign
    switch variant.label {
    case .uncertain:
      moved.all += 1
      moved.pathogenic += own.isPathogenic ? 1 : 0
      moved.benign += isBenign ? 1 : 0
      return
    case .pathogenic, .benign:
      called[variant.label]?.all += 1
      called[variant.label]?.right += isRight ? 1 : 0
    }
    if variant.label == .benign {
      if isBenign, ledger.points == -1 { onePoint += 1 }
      if ["synonymous", "intronic", "deep_intronic"].contains(variant.kind) || variant.kind.hasPrefix("splice_") {
        silent.all += 1
        silent.right += isRight ? 1 : 0
      }
    }
    let codes = ledger.applied.map(\.code).joined(separator: " ")
    if variant.label == .pathogenic ? isBenign : own.isPathogenic { opposite.append("\(variant.call.name): \(codes)") }
    if !isRight {
      missed.append("\(variant.label.rawValue) \(variant.kind) \(variant.call.name): \(ledger.points) \(codes)")
    }
  }

  func row(_ title: String) -> String {
    func fraction(_ counts: (right: Int, all: Int)) -> String {
      "\(counts.right) of \(counts.all) (\(counts.all == 0 ? 0 : (1000 * counts.right / counts.all + 5) / 10) %)"
    }
    let (p, b) = (called[.pathogenic] ?? (0, 0), called[.benign] ?? (0, 0))
    return
      "| \(title) | \(fraction(p)) | \(fraction(b)) | \(fraction(silent)) | \(opposite.count) | \(moved.pathogenic) and "
      + "\(moved.benign) of \(moved.all) | \(truncating.pathogenic) of \(truncating.all) | \(onePoint) |"
  }
}

func run() throws {
  let arguments = CommandLine.arguments.dropFirst()
  guard let path = arguments.first else {
    print("usage: classes VARIANTS.tsv [--missed]")
    return
  }
  let variants = try read(path)
  var inputs = AssessmentInputs()
  inputs.splicePredictor = .embedded
  let pack = KnownVariants.embedded()
  var signs = CaseRecord(id: "made-up")
  signs.features = [.blueSclerae, .dentinogenesisImperfecta]
  print(
    "| inputs | P/LP called P/LP | B/LB called B/LB | of them intronic and synonymous | opposite | VUS to P/LP and to B/LB | COL1A2 truncating called P/LP | LB on one point |"
  )
  print("|---|---|---|---|---|---|---|---|")
  var missed: [[String]] = []
  for row in 0..<3 {
    var random = RandomSource(seed: 20_261_129)
    var tally = Tally()
    for variant in variants {
      var own = inputs
      let change = GeneCatalog.embedded.gene(symbol: variant.call.gene).flatMap { variant.call.recordVariant(on: $0) }
      own.known = change.map { pack.without($0, symbol: variant.call.gene) } ?? pack
      if row == 2 { try addMade(variant, to: &own, random: &random) }
      var screen = ScreenDocument(sample: "s", assembly: .grch38)
      screen.calls = [variant.call]
      let record = row == 0 ? CaseRecord(id: "made-up") : signs
      let assessment = CaseAssessment(record: record, screen: screen, assay: nil, inputs: own)
      if let call = assessment.calls.first { tally.add(variant, call.ledger) }
    }
    let titles = [
      "embedded pack without the variant's own entry", "+ two signs of osteogenesis imperfecta",
      "+ frequencies and missense scores (made)",
    ]
    print(tally.row(titles[row]))
    missed.append(tally.opposite.map { "OPPOSITE \($0)" } + tally.missed)
  }
  if arguments.contains("--missed") {
    for (row, list) in missed.enumerated() { for line in list { print(row + 1, line) } }
  }
}

/// Made inputs: pathogenic and uncertain variants absent from a population of 1.6 million alleles; benign ones with their
/// frequency in gnomAD where the table has it, else with one drawn between 0.000001 and 0.001. REVEL 0.95, 0.5 and 0.1.
func addMade(_ variant: Labelled, to inputs: inout AssessmentInputs, random: inout RandomSource) throws {
  let number = 1_600_000.0
  let drawn = Elementary.exp(Elementary.log(1e-6) + random.uniform() * (Elementary.log(1e-3) - Elementary.log(1e-6)))
  let frequency = variant.label == .benign ? variant.frequency ?? drawn : 0
  let count = Int((frequency * number).rounded())
  let call = variant.call
  let head =
    "##fileformat=VCFv4.2\n##reference=GRCh38\n##collagenPopulation=<ID=made,Scope=complete>\n"
    + "##INFO=<ID=AC,Number=A>\n##INFO=<ID=AN,Number=1>\n##INFO=<ID=faf95,Number=A>\n"
    + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
  let line = "\(call.chrom)\t\(call.pos)\t.\t\(call.ref)\t\(call.alt)\t.\tPASS\tAC=\(count);AN=\(Int(number))\n"
  try inputs.known?.add(vcf: Array((head + (count > 0 ? line : "")).utf8), file: "made population")
  guard variant.kind.contains("missense") else { return }
  let score = variant.label == .pathogenic ? 0.95 : variant.label == .benign ? 0.1 : 0.5
  inputs.scores = try PredictorScores(
    text: "hgvs_c\tpredictor\tscore\n\(call.name)\tREVEL\t\(score)\n", file: "made.tsv")
}

try run()
