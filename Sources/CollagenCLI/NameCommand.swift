// `collagen name`: one description in, all its names and its meaning out.

import ArgumentParser
import BioSequence
import Collagen
import Knowledge
import SequenceIO
import VariantNaming

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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

  @Option(
    name: [.customShort("t", allowingJoined: true), .long],
    help: "Threads for --input (default: all cores). Results do not depend on their number.")
  var threads: Int?

  @OptionGroup var geneOptions: GeneOptions

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
    if descriptions.isEmpty && input == nil { throw ValidationError("give a description, or --input FILE") }
  }

  func run() throws {
    let genes = try geneOptions.catalog()
    let namer = CollagenNamer(genes: genes, assembly: assembly.assembly)
    let known = try InputText.known(known, genes, isQuiet: false)
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let writer = RowWriter(
      format: format, namer: namer, known: known, threads: input == nil ? 1 : threads ?? cores)
    try writer.begin()
    for description in descriptions { try writer.add(description) }
    if input == "-" {
      // What has come is answered before more is asked for: the command may be one end of a conversation.
      try DescriptionLines.converse({ try writer.add($0) }, answered: { try writer.flush() })
    } else if let input {
      try DescriptionLines.read(input) { try writer.add($0) }
    }
    try writer.end()
    if writer.failures > 0 {
      let rows = writer.failures == 1 ? "1 description has" : "\(writer.failures) descriptions have"
      throw ExitFailure(.badData, "\(rows) status error: see the column 'message'")
    }
  }
}

/// Rows to standard output in the order of their descriptions, which are named in batches on several threads.
private final class RowWriter {
  /// Most descriptions of a batch, and from how many bytes on it is given away.
  private static let most = 512
  private static let size = 1 << 16

  private let format: NameCommand.Format
  private let namer: CollagenNamer
  private let known: KnownVariants
  private let pool: OrderedPool<NamingJob>
  private var batch: [String] = []
  private var batchBytes = 0
  /// Batches that are given away and not yet written, oldest first.
  private var pending: [NamingJob] = []
  private var text: [UInt8] = []
  private var batches = 0
  private(set) var failures = 0

  init(format: NameCommand.Format, namer: CollagenNamer, known: KnownVariants, threads: Int) {
    self.format = format
    self.namer = namer
    self.known = known
    pool = OrderedPool(threads: threads)
  }

  func begin() throws(ExitFailure) {
    text += Array((format == .tsv ? NameRow.header + "\n" : "{\"schema\": \"collagen.names/1\", \"names\": [").utf8)
  }

  func add(_ description: String) throws(ExitFailure) {
    batch.append(description)
    batchBytes += description.utf8.count
    if batch.count >= RowWriter.most || batchBytes >= RowWriter.size { try submit() }
  }

  func end() throws(ExitFailure) {
    try flush()
    if format == .json { text += Array("\n]}\n".utf8) }
    try write()
  }

  /// Writes every row whose description has come.
  func flush() throws(ExitFailure) {
    try submit()
    while !pending.isEmpty { try finishOldest() }
    try write()
  }

  private func submit() throws(ExitFailure) {
    guard !batch.isEmpty else { return }
    let job = NamingJob(batch, format: format, isFirst: batches == 0, namer: namer, known: known)
    batches += 1
    batch.removeAll(keepingCapacity: true)
    batchBytes = 0
    pool.submit(job)
    pending.append(job)
    // Memory is that of a few batches a thread, however long the list.
    if pending.count > 2 * pool.threadCount { try finishOldest() }
  }

  private func finishOldest() throws(ExitFailure) {
    let job = pending.removeFirst()
    pool.finish(job)
    failures += job.failures
    text += job.text
    if text.count > 1 << 16 { try write() }
  }

  private func write() throws(ExitFailure) {
    try Console.output(text)
    text.removeAll(keepingCapacity: true)
  }
}

/// The rows of some descriptions; written by one thread, and read when it is done.
private final class NamingJob: PoolJob, @unchecked Sendable {
  private let descriptions: [String]
  private let format: NameCommand.Format
  private let isFirst: Bool
  private let namer: CollagenNamer
  private let known: KnownVariants
  /// The rows with their line ends.
  private(set) var text: [UInt8] = []
  /// Descriptions that could not be named.
  private(set) var failures = 0

  init(
    _ descriptions: [String], format: NameCommand.Format, isFirst: Bool, namer: CollagenNamer, known: KnownVariants
  ) {
    self.descriptions = descriptions
    self.format = format
    self.isFirst = isFirst
    self.namer = namer
    self.known = known
  }

  func run() {
    text.reserveCapacity(512 * descriptions.count)
    var row = NameRow()
    var remarks: ((String, Assembly) -> [String])?
    if !known.isEmpty { remarks = { [known] in NamingJob.annotations(of: $0, on: $1, known) } }
    for (index, description) in descriptions.enumerated() {
      namer.name(description, into: &row, listsOutcomes: format == .json, known: remarks)
      if row.status == .error { failures += 1 }
      switch format {
      case .tsv:
        row.write(to: &text)
        text.append(0x0A)
      case .json:
        text += (isFirst && index == 0 ? "\n" : ",\n").utf8
        text += row.json.utf8
      }
    }
  }

  private static func annotations(of alleles: String, on assembly: Assembly, _ known: KnownVariants) -> [String] {
    let single = alleles.split { $0 == "|" || $0 == ";" }
    return single.flatMap { allele in
      known.annotations(ofVCFStyle: allele, assembly: assembly).map { "known: \($0.text)" }
    }
  }
}
