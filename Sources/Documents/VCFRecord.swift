// One record of a VCF: the eight fixed fields and the samples' fields, as written.

/// A VCF record. Coordinates are 1-based, as in the file.
package struct VCFRecord: Sendable, Hashable {
  /// 1-based line of the file.
  package let line: Int
  /// CHROM as written.
  package let chromosome: String
  /// POS, 1-based; 0 is the telomere.
  package let position: Int
  /// ID; `nil` for `.`.
  package let identifier: String?
  /// REF in upper case.
  package let reference: String
  /// ALT, bases in upper case; empty for `.`.
  package let alternates: [String]
  /// QUAL, Phred-scaled; `nil` for `.`.
  package let quality: Double?
  /// FILTER as written: `PASS`, `.`, or filters joined by `;`.
  package let filter: String
  /// INFO by key, percent escapes turned back; flags have an empty value. Of a key that stands twice the first.
  package let info: [String: String]
  /// Every value of END in INFO, whatever the case of the key; one record should have one at most.
  let ends: [String]
  /// The keys of FORMAT.
  package let format: [String]
  /// The samples' columns as written.
  package let samples: [String]

  /// The value of a FORMAT key of a sample; `nil` if the sample has none.
  ///
  /// - Parameter sample: 0-based index in ``VCFHeader/samples``.
  package func value(_ key: String, sample: Int) -> String? {
    guard samples.indices.contains(sample), let place = format.firstIndex(of: key) else { return nil }
    // Trailing fields may be left out.
    let values = samples[sample][...].split(at: ":")
    return place < values.count && values[place] != "." ? String(values[place]) : nil
  }

  /// The values of a FORMAT key of a sample, one a comma; empty if the sample has none.
  ///
  /// - Parameter sample: 0-based index in ``VCFHeader/samples``.
  package func values(_ key: String, sample: Int) -> [String] {
    value(key, sample: sample).map { $0[...].split(at: ",").map(String.init) } ?? []
  }

  /// Whether an ALT is written in bases: no symbol, breakend, `*` or `.`.
  package static func isSequence(_ allele: String) -> Bool {
    !allele.isEmpty && allele.utf8.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
  }

  /// The last position that a block of a sample covers: by LEN (VCF 4.5), else by ``end``.
  ///
  /// - Parameter sample: 0-based index in ``VCFHeader/samples``.
  package func blockEnd(sample: Int) -> Int {
    guard let length = value("LEN", sample: sample).flatMap({ Int($0) }), length > 0, length < 1 << 40 else {
      return end
    }
    return position + length - 1
  }

  /// The chromosome and 1-based place that INFO joins a symbolic allele to (CHR2 with POS2, END2 or END); `nil` if it
  /// names none, or the record's own, in whatever form, and of losses, gains in tandem and inversions: callers write CHR2
  /// beside these too, and they always lie on the record's chromosome.
  package var otherPlace: (contig: String, position: Int)? {
    guard let contig = info["CHR2"], VCFRecord.plainName(contig) != VCFRecord.plainName(chromosome),
      alternates.contains(where: VCFRecord.mayLeadElsewhere)
    else { return nil }
    let place = ["POS2", "END2", "END"].lazy.compactMap { info[$0].flatMap { Int($0) } }.first
    return place.flatMap { (0..<1 << 40).contains($0) ? (contig, $0) : nil }
  }

  /// `chr17`, `CHR17` and `NC_000017.11` as `17`.
  private static func plainName(_ contig: String) -> String {
    let lower = ContigName.plain(contig).lowercased()
    if lower.hasPrefix("nc_0000"), let number = Int(lower.dropFirst(7).prefix(2)) { return String(number) }
    return lower.hasPrefix("chr") ? String(lower.dropFirst(3)) : lower
  }

  /// `<TRA>`, `<INS:ME:ALU>`, `<DUP:INT>` and the like, but not `<DEL>`, `<DUP>`, `<DUP:TANDEM>`, `<INV>`, `<CNV>`, `<CN0>`.
  private static func mayLeadElsewhere(_ alternate: String) -> Bool {
    guard alternate.hasPrefix("<") else { return false }
    let words = alternate.dropFirst().dropLast().uppercased().split(separator: ":")
    guard let first = words.first else { return false }
    if first == "DUP" { return words.count > 1 && words[1] != "TANDEM" }
    return !["DEL", "INV", "CNV"].contains(first) && !first.hasPrefix("CN")
  }

  /// The last position that the record covers, 1-based: by END, by SVLEN, by LEN, else by REF.
  package var end: Int {
    let last = position + max(reference.utf8.count, 1) - 1
    // END of a record that leads to another chromosome counts there.
    if otherPlace != nil { return last }
    if format.contains("LEN") {
      let lengths = samples.indices.compactMap { value("LEN", sample: $0).flatMap { Int($0) } }
      if let length = lengths.max(), length > 0, length < 1 << 40 { return max(last, position + length - 1) }
    }
    if let end = info["END"].flatMap({ Int($0) }), end >= position { return max(end, last) }
    guard alternates.contains(where: { $0.hasPrefix("<") }),
      let length = info["SVLEN"].flatMap({ Int($0[...].split(at: ",")[0]) }), length.magnitude < 1 << 40
    else { return last }
    return position + Int(length.magnitude)
  }
}

extension VCFRecord {
  /// The number of fields that every record has.
  static let fixedFields = 8

  /// Reads a line.
  ///
  /// - Parameter columns: number of fields of the `#CHROM` line.
  init(_ line: ArraySlice<UInt8>, number: Int, columns: Int, file: String) throws(InputFault) {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw InputFault(.encoding, file: file, line: number, reason: "not UTF-8 text", remedy: "save the file as UTF-8")
    }
    let fields = text[...].split(at: "\t")
    guard fields.count >= VCFRecord.fixedFields else {
      throw InputFault(
        .syntax, file: file, line: number,
        reason: "not a VCF record: it needs CHROM, POS, ID, REF, ALT, QUAL, FILTER and INFO, separated by tabs")
    }
    guard fields.count == columns else {
      throw InputFault(
        .syntax, file: file, line: number,
        reason: "\(fields.count) fields where the #CHROM line has \(columns): the line is cut or joined")
    }
    func fault(_ column: Int, _ reason: String) -> InputFault {
      InputFault(.invalidValue, file: file, line: number, column: column, reason: reason)
    }
    guard !fields[0].isEmpty else { throw fault(1, "CHROM is empty") }
    guard let position = Int(fields[1]), position >= 0, position < 1 << 40, fields[1].utf8.first != UInt8(ascii: "+")
    else { throw fault(2, "POS is not a position") }
    let reference = fields[3].uppercased()
    guard VCFRecord.isSequence(reference) else { throw fault(4, "REF is not written in bases") }
    let alternates = fields[4].split(at: ",")
    guard alternates.allSatisfy({ !$0.isEmpty }) else { throw fault(5, "ALT has an empty allele") }
    self.line = number
    chromosome = String(fields[0])
    self.position = position
    identifier = fields[2] == "." || fields[2].isEmpty ? nil : String(fields[2])
    self.reference = reference
    self.alternates =
      fields[4] == "." ? [] : alternates.map { VCFRecord.isSequence(String($0)) ? $0.uppercased() : String($0) }
    quality = Double(fields[5]).flatMap { $0.isFinite ? $0 : nil }
    filter = String(fields[6])
    info = VCFRecord.info(fields[7])
    ends = VCFRecord.ends(fields[7])
    format = fields.count > 8 ? fields[8].split(at: ":").map(String.init) : []
    samples = fields.dropFirst(9).map(String.init)
  }

  private static func info(_ field: Substring) -> [String: String] {
    var info: [String: String] = [:]
    for item in field.split(at: ";") where !item.isEmpty && item != "." {
      let key = item.split(at: "=")[0]
      let value = Substring(item.utf8.dropFirst(key.utf8.count + 1))
      if info[String(key)] == nil { info[String(key)] = decoded(value) }
    }
    return info
  }

  /// Every value of END, in whatever case the key is written.
  private static func ends(_ field: Substring) -> [String] {
    field.split(at: ";").compactMap { item in
      let parts = item.split(at: "=")
      return parts[0].utf8.count == 3 && parts[0].uppercased() == "END"
        ? parts.dropFirst().joined(separator: "=") : nil
    }
  }

  /// Turns percent escapes back (VCF 4.3, section 1.2).
  static func decoded(_ value: Substring) -> String {
    guard value.utf8.contains(UInt8(ascii: "%")) else { return String(value) }
    var bytes: [UInt8] = []
    var rest = Array(value.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Substring {
  /// The parts between an ASCII separator, empty ones included. By bytes: a mark that follows a separator joins it to
  /// one character, and the separator would not be seen.
  func split(at separator: Unicode.Scalar) -> [Substring] {
    utf8.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false).map(Substring.init)
  }
}
