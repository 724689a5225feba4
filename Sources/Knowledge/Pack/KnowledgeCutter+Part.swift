// From the lines that were cut to a part of a pack: which file it is, its assembly, version and date, and what is odd.

import BioSequence
package import Documents
import HGVS
import TypeICollagen
import VariantNaming

extension KnowledgeCutter {
  /// What a file is by its header; `nil` if it is none of these.
  ///
  /// - Parameter columns: the line that names the columns.
  static func recognised(head: [String], columns: String) -> KnowledgeKind? {
    if columns.hasPrefix("#CHROM\tPOS\tID\tREF\tALT") {
      let fields = Set(head.compactMap(infoField))
      if fields.contains("SpliceAI") { return .spliceai }
      if fields.contains("CLNSIG") { return .clinvar }
      let counts = fields.contains("AC") || fields.contains("AC_joint")
      if counts, fields.contains(where: { $0.hasPrefix("faf95") || $0.hasPrefix("fafmax_faf95") }) { return .gnomad }
      return nil
    }
    let names = Set(columns.split { $0 == "\t" || $0 == "," }.map(String.init))
    if names.isSuperset(of: ["#CHROM", "POS", "REF", "ALT", "am_pathogenicity"]) { return .alphamissense }
    if names.isSuperset(of: ["chr", "ref", "alt", "REVEL"]) { return .revel }
    if names == ["hgvs_c", "predictor", "score"] { return .own }
    return nil
  }

  /// The ID of a `##INFO` line.
  private static func infoField(_ line: String) -> String? {
    guard line.hasPrefix("##INFO=<ID=") else { return nil }
    return String(line.dropFirst(11).prefix { $0 != "," && $0 != ">" })
  }

  /// INFO without what is not used.
  static func trimmed(_ info: Substring, _ kind: KnowledgeKind) -> String {
    let kept = info.split { $0 == ";" }.filter { item in isUsed(item.prefix { $0 != "=" }, kind) }
    return kept.isEmpty ? "." : kept.joined(separator: ";")
  }

  private static let clinvarFields: Set<Substring> = [
    "CLNSIG", "CLNREVSTAT", "CLNSIGCONF", "CLNVC", "CLNHGVS", "ALLELEID", "GENEINFO", "AF_ESP", "AF_EXAC", "AF_TGP",
  ]
  private static let groups = ["", "_joint", "_grpmax", "_popmax", "_grpmax_joint"]

  private static func isUsed(_ key: Substring, _ kind: KnowledgeKind) -> Bool {
    switch kind {
    case .clinvar: clinvarFields.contains(key)
    case .spliceai: key == "SpliceAI"
    default:
      ["AC", "AN", "AF", "nhomalt"].contains { stem in
        key.hasPrefix(stem) && groups.contains(String(key.dropFirst(stem.count)))
      }
        || ["grpmax", "popmax", "grpmax_joint"].contains(key)
        || (key.hasPrefix("faf95") && ["", "_max", "_popmax", "_grpmax", "_joint"].contains(key.dropFirst(5)))
        || key.hasPrefix("fafmax_faf95_max")
    }
  }

  /// The part of the pack.
  ///
  /// - Parameters:
  ///   - bytes: bytes of the file on disk.
  ///   - sha256: their digest.
  ///   - endsWithLine: whether the last line is ended; one that is not may have been cut.
  /// - Throws: ``InputFaults`` if it is another file than it should be, or contradicts itself.
  package func part(
    bytes: Int, sha256: String, endsWithLine: Bool = true
  ) throws(InputFaults) -> KnowledgePack.Part {
    if let fault { throw InputFaults(fault) }
    guard columns != nil else {
      throw InputFaults(
        InputFault(.syntax, file: file, reason: "has no line that names the columns", remedy: "download the file again")
      )
    }
    var source = KnowledgeSource(
      kind: kind, file: file, version: version, date: date, licence: licence, citation: kind.citation, assembly: nil,
      bytes: bytes, sha256: sha256, records: 0, remarks: [], lines: 0)
    var text = kept
    switch kind {
    case .clinvar, .gnomad: text = try knownVariants(&source)
    case .spliceai: text = try splicing(&source)
    case .alphamissense, .revel: text = try scores(kept, assembly: tableAssembly, &source)
    case .own: source.records = max(0, kept.count { $0 == 10 } - 1)
    }
    source.lines = text.count { $0 == 10 }
    if !endsWithLine, kind != .own {
      source.remarks.append(
        "the last line has no line end: the file may be cut off; compare its size with the source's")
    }
    if source.records == 0 {
      source.remarks.insert("not one record lies in the genes: is it the right file, or chromosome?", at: 0)
      if passedOver > 0 {
        let rows = passedOver == 1 ? "1 row was" : "\(passedOver) rows were"
        source.remarks[0] = "\(rows) passed over: of other transcripts, or with a score that is no number; none is left"
      }
    }
    return KnowledgePack.Part(source: source, text: text)
  }

  /// A VCF of what was kept, with the parts of the header that tell assembly, date and fields.
  private var document: [UInt8] {
    let lines = head.filter { line in
      if line.hasPrefix("##contig=<ID=") {
        return locator.contig(named: String(line.dropFirst(13).prefix { $0 != "," && $0 != ">" })) != nil
      }
      if let field = KnowledgeCutter.infoField(line) { return KnowledgeCutter.isUsed(Substring(field), kind) }
      return ["##fileformat=", "##fileDate=", "##source=", "##reference=", "##collagenPopulation="].contains {
        line.hasPrefix($0)
      }
    }
    let columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    return Array((lines.map { $0 + "\n" }.joined() + columns).utf8) + kept
  }

  private func knownVariants(_ source: inout KnowledgeSource) throws(InputFaults) -> [UInt8] {
    let text = document
    let known = try KnownVariants(vcf: text, file: file, locator: locator)
    source.records = known.files[0].inGenes
    source.assembly = known.files[0].assembly.rawValue
    source.remarks += remarks(misfits: known.files[0].misfits, known.files[0].assembly)
    source.remarks += [known.files[0].remark].compactMap(\.self)
    return text
  }

  private func remarks(misfits: Int, _ assembly: Assembly) -> [String] {
    misfits == 0
      ? []
      : [
        "\(misfits) \(misfits == 1 ? "record" : "records") of the genes skipped: the reference bases are not those of \(assembly.rawValue)"
      ]
  }

  /// The assembly of a table: that of the column, or the one that the table names in every row (`hg38`).
  private var tableAssembly: Assembly {
    if kind == .revel { return columns?.contains("grch38_pos") == true ? .grch38 : .grch37 }
    return genome == "hg19" ? .grch37 : .grch38
  }

  private func splicing(_ source: inout KnowledgeSource) throws(InputFaults) -> [UInt8] {
    let document = try VCFDocument(self.document, file: file)
    let inference: AssemblyInference
    do throws(InputFault) { inference = try AssemblyInference(document, locator: locator) } catch {
      throw InputFaults(error)
    }
    let layout = try SpliceAILayout(head, file: file)
    var rows: [UInt8] = []
    var unread = 0
    for record in document.records {
      for alternate in record.alternates {
        let entries = (record.info["SpliceAI"] ?? "").split { $0 == "," }
        let found = entries.compactMap { layout.scores($0, of: alternate, genes: locator.genes.genes.map(\.symbol)) }
        guard let score = found.compactMap({ $0.isEmpty ? nil : $0.max() }).max() else {
          if !found.isEmpty { unread += 1 }
          continue
        }
        rows += Array(
          "\(record.chromosome)\t\(record.position)\t\(record.reference)\t\(alternate)\t\(NumberText.shortest(score))\n"
            .utf8)
      }
    }
    if unread > 0 {
      source.remarks.append(
        "\(unread) \(unread == 1 ? "allele" : "alleles") skipped: the four scores are not four numbers")
    }
    return try self.scores(rows, assembly: inference.assembly, &source)
  }

  /// Rows whose reference bases are those of the assembly; the others are counted.
  private func scores(
    _ rows: [UInt8], assembly: Assembly, _ source: inout KnowledgeSource
  ) throws(InputFaults) -> [UInt8] {
    var (text, fitting, misfits, contradictions) = ([UInt8](), 0, 0, 0)
    for line in rows.split(separator: 10) {
      let cells = line.split(separator: 9).map { String(decoding: $0, as: UTF8.self) }
      guard cells.count >= 5, let position = Int(cells[1]) else { continue }
      guard let score = NumberText.parse(cells[4]), (0...1).contains(score) else {
        throw InputFaults(
          InputFault(
            .invalidValue, file: file, reason: "a score of \(kind.title) lies outside 0 to 1",
            remedy: "is it the right file?"))
      }
      let locus = locator.locate(
        contig: cells[0], position: position, reference: cells[2], alternate: cells[3], assembly: assembly)
      switch locus {
      case .located(let gene, let variant):
        guard cells.count < 6 || agrees(cells[5], with: variant, gene: gene) else {
          contradictions += 1
          continue
        }
        fitting += 1
        let tabs = line.indices.filter { line[$0] == 9 }
        text += line[..<(tabs.dropFirst(4).first ?? line.endIndex)] + [10]
      case .mismatch: misfits += 1
      case .elsewhere, .notComparable: continue
      }
    }
    if contradictions > fitting {
      throw InputFaults(
        InputFault(
          .conflict, file: file,
          reason: "the amino acids or classes of the records in the genes are not those of their bases and scores",
          remedy: "download the file again"))
    }
    if misfits > fitting {
      throw InputFaults(
        InputFault(
          .conflict, file: file,
          reason: "the reference bases of the records in the genes are not those of \(assembly.rawValue)",
          remedy: "give the file of this assembly, or another one by its name"))
    }
    source.records = fitting
    source.assembly = assembly.rawValue
    source.remarks += remarks(misfits: misfits, assembly)
    if contradictions > 0 {
      source.remarks.append(
        "\(contradictions) \(contradictions == 1 ? "row" : "rows") skipped: amino acids or class are not those of bases and score"
      )
    }
    return text
  }

  /// Whether the amino acids that a table names (`G197C`, or `GC` without the number) are those of the change; `!` stands for a
  /// class that contradicts its score.
  private func agrees(_ claim: String, with variant: Variant, gene: Int) -> Bool {
    guard claim != "!" else { return false }
    guard let old = claim.first, let new = claim.last, claim.count > 1,
      case .substitution(let residue, let alternate) = locator.genes.genes[gene].model.names(
        replacing: variant.range, with: variant.replacement.codes, version: 0
      ).effect.coding.change
    else { return true }
    let number = claim.dropFirst().dropLast()
    let protein = locator.genes.genes[gene].model.transcripts[0].protein
    guard protein.indices.contains(residue - 1) else { return true }
    return AminoAcid(rawValue: new) == alternate && AminoAcid(rawValue: old) == protein[residue - 1]
      && (number.isEmpty || Int(number) == residue)
  }
}

extension KnowledgeCutter {
  private func headValue(_ key: String) -> String? {
    head.first { $0.hasPrefix("##\(key)=") }.map { String($0.dropFirst(key.count + 3)) }
  }

  /// Version as the header has it, or the name: `gnomad.exomes.v4.1.sites.chr17.vcf.bgz`.
  private var version: String? {
    switch kind {
    case .gnomad:
      let parts = file.split(separator: ".").map(String.init)
      guard
        let index = parts.firstIndex(where: { $0.first.map { "vr".contains($0) } == true && Int($0.dropFirst()) != nil }
        )
      else { return nil }
      let numbers = [String(parts[index].dropFirst())] + parts[(index + 1)...].prefix { Int($0) != nil }
      let set = ["exomes", "genomes", "joint"].first { parts.contains($0) }
      return (["v" + numbers.joined(separator: ".")] + [set].compactMap(\.self)).joined(separator: " ")
    case .spliceai:
      let line = head.first { $0.hasPrefix("##INFO=<ID=SpliceAI,") } ?? ""
      let number = line.firstRange(of: /SpliceAIv([0-9.]*[0-9])/).map { "v" + line[$0].dropFirst(9) }
      let masking = KnowledgeSource.masking(line) ?? KnowledgeSource.masking(file)
      let words = [number, masking].compactMap(\.self)
      return words.isEmpty ? nil : words.joined(separator: " ")
    case .revel: return file.firstRange(of: /v[0-9]+\.[0-9]+/).map { String(file[$0]) }
    case .alphamissense, .clinvar, .own: return nil
    }
  }

  /// The day of the header, or of the release that the version names.
  private var date: String? {
    if let own = headValue("fileDate"), let day = CalendarDate(own.filter { $0 != "/" }) { return day.text }
    switch kind {
    case .gnomad:
      // The posts gnomad.broadinstitute.org/news/2023-11-gnomad-v4-0 and /2024-04-gnomad-v4-1 in broadinstitute/gnomad-blog. Of
      // other releases the day was not found: their age is said to be unknown.
      let releases = ["v4.0": "2023-11-01", "v4.1": "2024-04-19"]
      return version.flatMap { releases[String($0.prefix { $0 != " " })] }
    case .alphamissense:
      // `# Copyright 2023 DeepMind Technologies Limited`
      return head.first { $0.hasPrefix("# Copyright ") }.flatMap { line in
        line.firstRange(of: /[0-9]{4}/).map { String(line[$0]) }
      }
    default: return nil
    }
  }

  /// The licence that the file itself names, else that of its kind.
  private var licence: String {
    let own = head.first { $0.hasPrefix("# Licensed under ") }
    return own.map { String($0.dropFirst(17)).replacing(" license", with: "") } ?? kind.licence
  }
}
