// `collagen name`: one description in, all its names and its meaning out.

import ArgumentParser
import BioSequence
import Collagen
import Knowledge
import VariantNaming

struct NameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name",
    abstract: "Give all names of a variant of COL1A1 or COL1A2, and its consequence.",
    discussion: """
      Reads HGVS (c., g., n., p., r.; RefSeq, LRG, Ensembl or chromosome accessions), VCF-style, SPDI and ANNOVAR \
      descriptions, ISCN and ClinVar copy-number names, and what laboratories write (IVS8+1G>A, exon 17-20 dup). \
      Column 'outcomes' ranks the transcripts that the allele can make; a splice score is no amount of transcript. \
      One row a description, in order, also for those that are wrong: column 'status' is ok, corrected or error, and \
      'message' says what was corrected or what is wrong.

      EXAMPLES
        collagen name 'NM_000088.4:c.589G>T'
        collagen name 17-50198002-C-A 'COL1A1 G988C'
        collagen name 'COL1A1 IVS8+1G>A' 'COL1A2 exon 17 del'
        collagen name --assembly GRCh37 17-48275363-C-A
        cut -f1 variants.txt | collagen name --input - > names.tsv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case tsv
    case json
  }

  @Argument(help: ArgumentHelp("Descriptions of variants.", valueName: "description"))
  var descriptions: [String] = []

  @Option(help: ArgumentHelp("File with one description per line, or '-' for standard input.", valueName: "file"))
  var input: String?

  @Option(help: "tsv or json.")
  var format: Format = .tsv

  @Option(help: "Assembly of VCF-style descriptions: GRCh38 or GRCh37.")
  var assembly: AssemblyOption = .grch38

  @Option(
    help: ArgumentHelp(
      "VCF of known variants; its entry for a variant is shown in 'message'. May be given several times.",
      valueName: "vcf"))
  var known: [String] = []

  @OptionGroup var geneOptions: GeneOptions

  func validate() throws {
    if descriptions.isEmpty && input == nil { throw ValidationError("give a description, or --input FILE") }
  }

  func run() throws {
    let genes = try geneOptions.catalog()
    let namer = CollagenNamer(genes: genes, assembly: assembly.assembly)
    let known = try InputText.known(known, genes, isQuiet: false)
    var writer = RowWriter(format: format)
    try writer.begin()
    for description in descriptions { try writer.add(named(description, namer, known)) }
    if input == "-" {
      // Each line is answered before the next is asked for: the command may be one end of a conversation.
      try DescriptionLines.converse({ try writer.add(named($0, namer, known)) }, answered: { try writer.flush() })
    } else if let input {
      try DescriptionLines.read(input) { try writer.add(named($0, namer, known)) }
    }
    try writer.end()
    if writer.failures > 0 {
      let rows = writer.failures == 1 ? "1 description has" : "\(writer.failures) descriptions have"
      throw ExitFailure(.badData, "\(rows) status error: see the column 'message'")
    }
  }

  private func named(_ description: String, _ namer: CollagenNamer, _ known: KnownVariants) -> NameRow {
    var row = namer.row(for: description)
    if !known.isEmpty, row.status != .error {
      // Several changes that a protein name may mean, or the changes of an allele, stand side by side.
      let (alleles, own) = row.vcf38.isEmpty ? (row.vcf37, Assembly.grch37) : (row.vcf38, .grch38)
      for allele in alleles.split(whereSeparator: { "|;".contains($0) }) {
        for annotation in known.annotations(ofVCFStyle: allele, assembly: own) {
          row.message += (row.message.isEmpty ? "" : "; ") + "known: \(annotation.text)"
        }
      }
    }
    return row
  }
}

/// Rows to standard output, in pieces of some size.
private struct RowWriter {
  private let format: NameCommand.Format
  private var text: [UInt8] = []
  private var rows = 0
  private(set) var failures = 0

  init(format: NameCommand.Format) {
    self.format = format
    text.reserveCapacity(1 << 17)
  }

  mutating func begin() throws(ExitFailure) {
    text += Array((format == .tsv ? NameRow.header + "\n" : "{\"schema\": \"collagen.names/1\", \"names\": [").utf8)
  }

  mutating func add(_ row: NameRow) throws(ExitFailure) {
    if row.status == .error { failures += 1 }
    switch format {
    case .tsv:
      text += Array((row.tsv + "\n").utf8)
    case .json:
      text += Array(((rows == 0 ? "\n" : ",\n") + row.json).utf8)
    }
    rows += 1
    if text.count > 1 << 16 { try flush() }
  }

  mutating func end() throws(ExitFailure) {
    if format == .json { text += Array("\n]}\n".utf8) }
    try flush()
  }

  mutating func flush() throws(ExitFailure) {
    try Console.output(text)
    text.removeAll(keepingCapacity: true)
  }
}
