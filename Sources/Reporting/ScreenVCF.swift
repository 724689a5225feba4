// The VCF 4.3 text of a screen. Compression and index are added by whoever writes the file.

import BioSequence
import Documents
import HGVS
import TypeICollagen
import VariantNaming

/// VCF text of a ``ScreenDocument``.
package enum ScreenVCF {
  /// The filters that can stand in FILTER, with what they mean.
  ///
  /// - Parameters:
  ///   - commandLine: the arguments that decide what is in the file; none leaves the line out.
  ///   - blocks: what no record tells of, in the order of records, for a gVCF; `nil` for a VCF.
  package static func text(
    _ report: ScreenDocument, source: String, filters: [(id: String, description: String)], commandLine: [String] = [],
    blocks: [ReferenceBlock]? = nil
  ) -> String {
    var lines = header(report, source: source, filters: filters)
    if blocks != nil { lines.insert(contentsOf: ReferenceBlock.header, at: lines.count - 1) }
    if !commandLine.isEmpty {
      lines.insert("##collagenCommand=\(quoted(commandLine.joined(separator: " ")))", at: 2)
    }
    lines += merged(report, blocks ?? [])
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of the calls and blocks, by chromosome and position.
  private static func merged(_ report: ScreenDocument, _ blocks: [ReferenceBlock]) -> [String] {
    let ranks = Dictionary(uniqueKeysWithValues: report.contigs.enumerated().map { ($1.name, $0) })
    func rank(_ chrom: String) -> Int { ranks[chrom] ?? .max }
    var lines: [String] = []
    var rest = blocks[...]
    for call in report.calls {
      while let block = rest.first, (rank(block.chrom), block.start) < (rank(call.chrom), call.pos - 1) {
        lines.append(block.line)
        rest.removeFirst()
      }
      lines.append(line(call))
    }
    return lines + rest.map(\.line)
  }

  private static func header(
    _ report: ScreenDocument, source: String, filters: [(id: String, description: String)]
  ) -> [String] {
    var lines = [
      "##fileformat=VCFv4.3",
      "##source=\(source)",
      "##reference=\(report.assembly.rawValue)",
      "##collagenInputCompleteness=\(report.inputCompleteness.rawValue)",
    ]
    for input in report.inputs {
      let digest =
        input.sha256.map { "SHA256=\($0)," } ?? input.blake3.map { "BLAKE3=\($0)," }
        ?? "Digest=\(ReportedInput.noDigest),"
      lines.append("##collagenInput=<ID=\(quoted(input.name)),\(digest)Bytes=\(input.bytes)>")
    }
    for contig in report.contigs {
      lines.append("##contig=<ID=\(contig.name),length=\(contig.length),assembly=\(report.assembly.rawValue)>")
    }
    lines.append("##FILTER=<ID=PASS,Description=\"All filters passed\">")
    for filter in filters { lines.append("##FILTER=<ID=\(filter.id),Description=\(quoted(filter.description))>") }
    lines += fields
    lines.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t\(report.sample)")
    return lines
  }

  private static let fields = [
    "##INFO=<ID=GENE,Number=1,Type=String,Description=\"Gene symbol\">",
    "##INFO=<ID=CLASS,Number=1,Type=String,Description=\"Class of the change\">",
    "##INFO=<ID=HGVSG,Number=1,Type=String,Description=\"Genomic HGVS name\">",
    "##INFO=<ID=HGVSC,Number=1,Type=String,Description=\"Coding HGVS name\">",
    "##INFO=<ID=HGVSP,Number=1,Type=String,Description=\"Protein HGVS name\">",
    annotationHeader,
    "##INFO=<ID=EFFECT,Number=.,Type=String,Description=\"Effects on type I collagen\">",
    "##INFO=<ID=END,Number=1,Type=Integer,Description=\"End position of a symbolic allele\">",
    "##INFO=<ID=SVTYPE,Number=1,Type=String,Description=\"Type of a symbolic allele\">",
    "##INFO=<ID=SVLEN,Number=A,Type=Integer,Description=\"Length change of a symbolic allele\">",
    "##INFO=<ID=CIPOS,Number=2,Type=Integer,Description=\"Confidence interval around POS\">",
    "##INFO=<ID=CIEND,Number=2,Type=Integer,Description=\"Confidence interval around END\">",
    "##INFO=<ID=IMPRECISE,Number=0,Type=Flag,Description=\"The ends are known to lie in their intervals only\">",
    "##INFO=<ID=CN,Number=1,Type=Integer,Description=\"Copies of the base that the sample has, if not two\">",
    "##INFO=<ID=EVENTPROB,Number=1,Type=Float,Description=\"Probability that there is such an event\">",
    "##INFO=<ID=LEFT_SVINSSEQ,Number=.,Type=String,Description=\"Known left side of an insertion of unknown length\">",
    "##INFO=<ID=RIGHT_SVINSSEQ,Number=.,Type=String,Description=\"Known right side of an insertion of unknown length\">",
    "##ALT=<ID=INS,Description=\"Insertion of unknown length\">",
    "##ALT=<ID=DEL,Description=\"Deletion\">",
    "##ALT=<ID=DUP,Description=\"Tandem duplication\">",
    "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">",
    "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Fragments that tell the alleles apart\">",
    "##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"Fragments with each allele\">",
    "##FORMAT=<ID=VAF,Number=A,Type=Float,Description=\"Fraction of fragments with the alternative allele\">",
    "##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"Phred-scaled genotype quality\">",
    "##FORMAT=<ID=CN,Number=1,Type=Integer,Description=\"Copy number of a symbolic allele's extent\">",
    "##FORMAT=<ID=PS,Number=1,Type=Integer,Description=\"Phase set\">",
  ]

  private static func line(_ call: Call) -> String {
    // A key without a value is no VCF; an event that begins before the transcript has no coding name.
    let names: [(key: String, value: String?)] = [
      ("GENE", call.gene), ("CLASS", call.class?.rawValue), ("HGVSG", call.hgvsG), ("HGVSC", call.hgvsC ?? "."),
      ("HGVSP", call.hgvsP),
    ]
    var info = names.compactMap { key, value in value.map { "\(key)=\(encoded($0))" } }
    if let annotation = annotation(call) { info.append("CSQ=" + annotation) }
    if !call.collagenEffect.isEmpty {
      info.append("EFFECT=" + call.collagenEffect.map(\.rawValue).joined(separator: ","))
    }
    if call.class == .breakpoint { info.append("SVTYPE=BND") }
    if let event = call.symbolic { info += extent(event, pos: call.pos) }
    if call.zygosity == .hemizygous { info.append("CN=1") }
    // Opposite a called deletion the genotype names the allele that is lost there.
    let lost = call.isOppositeDeletion ? ",*" : ""
    let none = call.isOppositeDeletion ? ",." : ""
    var format = ["GT", "DP", "AD", "VAF", "GQ"]
    var sample = [
      call.genotype ?? "./.", number(call.depth), "\(number(call.refDepth)),\(number(call.altDepth))\(none)",
      (call.vaf.map { NumberText.fixed($0, 4) } ?? ".") + none, number(call.quality),
    ]
    if let copies = call.symbolic?.copyNumber {
      format.append("CN")
      sample.append("\(copies)")
    }
    if let phaseSet = call.phaseSet {
      format.append("PS")
      sample.append("\(phaseSet)")
    }
    let fields = [
      call.chrom, "\(call.pos)", ".", call.ref, call.alt + lost, number(call.qual), call.filterText,
      info.joined(separator: ";"), format.joined(separator: ":"), sample.joined(separator: ":"),
    ]
    return fields.joined(separator: "\t")
  }

  private static func number(_ value: Int?) -> String { value.map(String.init) ?? "." }

  /// INFO of a symbolic allele.
  private static func extent(_ event: Call.SymbolicAllele, pos: Int) -> [String] {
    var info: [String] = []
    if let end = event.end {
      info += ["END=\(end)", "SVTYPE=\(event.type)"]
      if event.type != "INS" { info.append("SVLEN=\(event.type == "DEL" ? pos - end : end - pos)") }
    }
    for (key, interval) in [("CIPOS", event.positionInterval), ("CIEND", event.endInterval)] {
      if let interval { info.append("\(key)=\(interval.lowerBound),\(interval.upperBound)") }
    }
    if event.positionInterval != nil || event.endInterval != nil { info.append("IMPRECISE") }
    if let bases = event.leftInserted { info.append("LEFT_SVINSSEQ=\(bases)") }
    if let bases = event.rightInserted { info.append("RIGHT_SVINSSEQ=\(bases)") }
    if let probability = event.probability {
      info.append("EVENTPROB=\(NumberText.fixed(probability, 4))")
    }
    return info
  }

  /// Percent-encodes what would end or split an INFO value (VCF 4.3, section 1.2).
  static func encoded(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case ";": text += "%3B"
      case "=": text += "%3D"
      case "%": text += "%25"
      case ",": text += "%2C"
      case "\t": text += "%09"
      case "\n": text += "%0A"
      case "\r": text += "%0D"
      case " ": text += "%20"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// A header value in quotes, with quotes and backslashes escaped and control characters left out.
  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
      if scalar == "\"" || scalar == "\\" { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
