// Cuts the genes out of a file that people download, line by line: what the file is, which lines matter, what of them is kept.

import BioSequence
import Documents
import HGVS
import TypeICollagen
package import VariantNaming

/// Takes the lines of one file and makes a part of a pack of them. Memory is that of what is kept.
///
///     var cutter = KnowledgeCutter(.clinvar, file: "clinvar.vcf.gz", locator: locator)
///     // for each line: guard cutter.take(line) else { break }
///     let part = try cutter.part(bytes: 93_000_000, sha256: digest)
package struct KnowledgeCutter {
  /// The most bytes that are kept of one file.
  private static let mostKept = 192 << 20

  let kind: KnowledgeKind
  let file: String
  let locator: GenomicLocator
  private var places: GeneLines
  /// `##` lines, or comments of a table, until the line that names the columns.
  private(set) var head: [String] = []
  /// The columns as the file names them; `nil` before that line.
  private(set) var columns: [String]?
  private var layout: TableLayout?
  /// What a table names its rows' assembly (`hg38`).
  private(set) var genome: String?
  /// What is kept, in the form of the pack.
  private(set) var kept: [UInt8] = []
  private var line = 0
  /// What is wrong with the file, which ends the reading.
  private(set) var fault: InputFault?
  /// Records in the genes that say nothing, or are not of the gene's transcript.
  private(set) var passedOver = 0

  /// A cutter of one file.
  package init(_ kind: KnowledgeKind, file: String, locator: GenomicLocator) {
    self.kind = kind
    self.file = file
    self.locator = locator
    places = GeneLines(locator.regions)
  }

  /// Takes the next line.
  ///
  /// - Returns: whether more lines are wanted; none are after a fault.
  package mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    line += 1
    if columns == nil { return unsafe takeHead(bytes) }
    if kind == .own {
      unsafe kept.append(contentsOf: bytes)
      kept.append(10)
      return isWithinLimit()
    }
    guard unsafe places.contains(bytes, separator: layout?.separator ?? 9, position: layout?.position ?? 1) else {
      return true
    }
    let text = unsafe String(decoding: bytes, as: UTF8.self)
    return takeRecord(text.hasSuffix("\r") ? String(text.dropLast()) : text)
  }

  private mutating func isWithinLimit() -> Bool {
    guard kept.count > KnowledgeCutter.mostKept else { return true }
    return stop(.tooLarge, "holds more than 192 MiB of the genes", "is it the right file?")
  }

  /// Notes a fault; reading ends.
  private mutating func stop(_ code: InputFault.Code, _ reason: String, _ remedy: String) -> Bool {
    fault = InputFault(code, file: file, line: line, reason: reason, remedy: remedy)
    return false
  }

  private mutating func takeHead(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count < 1 << 20 else {
      return stop(.syntax, "the first lines are no header", KnowledgeCutter.give(kind))
    }
    var text = unsafe String(decoding: bytes, as: UTF8.self)
    if text.hasSuffix("\r") { text.removeLast() }
    if line == 1, text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    if line == 1, text.hasPrefix("PK\u{3}") {
      return stop(.unknownFormat, "is a zip archive", "unpack it and give the table in it")
    }
    guard head.count < 20_000 else {
      return stop(.syntax, "has no line that names the columns", KnowledgeCutter.give(kind))
    }
    let isComment = text.hasPrefix("##") || (text.hasPrefix("#") && !text.hasPrefix("#CHROM")) || text.isEmpty
    if isComment {
      head.append(text)
      return true
    }
    let told = KnowledgeCutter.recognised(head: head, columns: text)
    guard told == kind else {
      return stop(
        .unknownFormat, told.map { "is a file of \($0.title), not of \(kind.title)" } ?? "is no file of \(kind.title)",
        told.map { "give it with --\($0.rawValue)" } ?? KnowledgeCutter.give(kind))
    }
    let separator: Character = kind == .revel ? "," : "\t"
    let names = text.split(omittingEmptySubsequences: false) { $0 == separator }.map(String.init)
    columns = names
    if kind == .own { kept = Array((text + "\n").utf8) }
    if kind == .alphamissense || kind == .revel {
      layout = TableLayout(kind, names)
      if layout == nil {
        return stop(.missingColumn, "lacks columns of \(kind.title)", KnowledgeCutter.give(kind))
      }
    }
    return true
  }

  /// What to give instead.
  private static func give(_ kind: KnowledgeKind) -> String {
    switch kind {
    case .clinvar: "give ClinVar's clinvar.vcf.gz"
    case .gnomad: "give gnomAD's sites VCFs of the chromosomes of the genes"
    case .alphamissense: "give AlphaMissense_hg38.tsv.gz or AlphaMissense_hg19.tsv.gz"
    case .revel: "give the table revel_with_transcript_ids"
    case .spliceai: "give a VCF with INFO/SpliceAI, such as spliceai_scores.raw.snv.hg38.vcf.gz"
    case .own: "give a table with the columns hgvs_c, predictor, score, separated by tabs"
    }
  }

  private mutating func takeRecord(_ text: String) -> Bool {
    switch kind {
    case .clinvar, .gnomad, .spliceai:
      let fields = text.split(maxSplits: 8, omittingEmptySubsequences: false) { $0 == "\t" }
      guard fields.count >= 8 else {
        return stop(.syntax, "not a VCF record: fields are missing", "download the file again")
      }
      let info = KnowledgeCutter.trimmed(fields[7], kind)
      let fixed = fields[0..<7].joined(separator: "\t")
      kept += Array("\(fixed)\t\(info)\n".utf8)
    case .alphamissense, .revel:
      guard let layout else { return false }
      let cells = text.split(omittingEmptySubsequences: false) { $0 == layout.character }
      guard cells.count == columns?.count else {
        return stop(
          .rowLength, "a row has \(cells.count) cells where the header has \(columns?.count ?? 0)",
          "download the file again")
      }
      genome = genome ?? layout.genome.map { String(cells[$0]) }
      guard
        let row = layout.row(cells, transcripts: locator.genes.genes.map(\.record.preferredTranscript.ensemblAccession))
      else {
        passedOver += 1
        return true
      }
      kept += Array(row.utf8)
    case .own: break
    }
    return isWithinLimit()
  }
}

/// Whether lines lie in the genes: by the chromosome's name in the first cell and the position in another.
struct GeneLines {
  private let regions: RegionNames
  /// The chromosome of the line before, which that of most lines is.
  private var lastName: [UInt8] = []
  private var lastPositions: [ClosedRange<Int>] = []

  init(_ regions: [VCFRegionFilter.Region]) {
    self.regions = RegionNames(regions)
  }

  /// - Parameter position: index of the cell that holds the position.
  mutating func contains(_ line: UnsafeBufferPointer<UInt8>, separator: UInt8, position: Int) -> Bool {
    var end = 0
    while end < line.count, unsafe line[end] != separator {
      guard end < 64 else { return false }
      end += 1
    }
    let isSame = end == lastName.count && (0..<end).allSatisfy { unsafe line[$0] == lastName[$0] }
    if !isSame {
      lastName = (0..<end).map { unsafe line[$0] }
      lastPositions = regions.region(named: lastName).map { regions.positions[$0] } ?? []
    }
    guard !lastPositions.isEmpty else { return false }
    var index = end + 1
    for _ in 1..<max(position, 1) {
      while index < line.count, unsafe line[index] != separator { index += 1 }
      index += 1
    }
    var value = 0
    while index < line.count {
      let digit = unsafe line[index]
      guard digit >= 0x30, digit <= 0x39, value < 1 << 40 else { break }
      value = value * 10 + Int(digit - 0x30)
      index += 1
    }
    return lastPositions.contains { $0.contains(value) }
  }
}

/// Where the cells of a table of scores stand.
struct TableLayout {
  let separator: UInt8
  /// Index of the position's cell.
  let position: Int
  private let reference: Int
  private let alternate: Int
  private let score: Int
  private let transcript: Int?
  /// Indices of the cells that name the amino acids: one with both (`G197C`), or one each.
  private let residues: [Int]
  /// Index of the cell with the score in words.
  private let wording: Int?
  /// Index of the cell that names the assembly.
  let genome: Int?

  /// The layout of a header; `nil` if columns are missing.
  init?(_ kind: KnowledgeKind, _ columns: [String]) {
    let places = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    switch kind {
    case .alphamissense:
      guard let position = places["POS"], let reference = places["REF"], let alternate = places["ALT"],
        let score = places["am_pathogenicity"]
      else { return nil }
      (self.position, self.reference, self.alternate, self.score) = (position, reference, alternate, score)
      (transcript, genome) = (places["transcript_id"], places["genome"])
      (residues, wording) = ([places["protein_variant"]].compactMap(\.self), places["am_class"])
      separator = 9
    default:
      guard let position = places["grch38_pos"] ?? places["hg19_pos"], let reference = places["ref"],
        let alternate = places["alt"], let score = places["REVEL"]
      else { return nil }
      (self.position, self.reference, self.alternate, self.score) = (position, reference, alternate, score)
      (transcript, genome) = (places["Ensembl_transcriptid"], nil)
      (residues, wording) = (["aaref", "aaalt"].compactMap { places[$0] }, nil)
      separator = UInt8(ascii: ",")
    }
  }

  var character: Character { Character(Unicode.Scalar(separator)) }

  /// A row of the pack, with the amino acids as the table names them, or `!` where its words contradict its score; `nil` if it
  /// is of none of the transcripts, or has no score.
  func row(_ cells: [Substring], transcripts: [String]) -> String? {
    if let transcript {
      let named = cells[transcript].split { $0 == ";" }.map { $0.prefix { $0 != "." } }
      guard transcripts.contains(where: { own in named.contains { $0 == own } }) else { return nil }
    }
    guard let value = NumberText.parse(String(cells[score])) else { return nil }
    let claim = contradicts(value, cells) ? "!" : residues.map { String(cells[$0]) }.joined()
    return "\(cells[0])\t\(cells[position])\t\(cells[reference])\t\(cells[alternate])\t\(cells[score])\t\(claim)\n"
  }

  /// AlphaMissense's classes: likely benign below 0.34, likely pathogenic above 0.564 (Cheng et al. 2023); scores are rounded.
  private func contradicts(_ value: Double, _ cells: [Substring]) -> Bool {
    guard let wording else { return false }
    return switch cells[wording] {
    case "likely_benign": value > 0.3405
    case "likely_pathogenic": value < 0.5635
    case "ambiguous": value < 0.3395 || value > 0.5645
    default: false
    }
  }
}
