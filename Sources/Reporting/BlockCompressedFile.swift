// VCF.gz with its tabix index and BAM with its index, through htslib. Without the HTSlib trait neither can be written.

#if HTSlib
  internal import CHTSlib
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether this build can write block-compressed VCF and BAM.
package enum BlockCompression {
  /// `htslib` and its version, or `none`.
  package static var library: String {
    #if HTSlib
      unsafe "htslib " + String(cString: hts_version())
    #else
      "none"
    #endif
  }

  /// Whether `.vcf.gz`, `.tbi` and `.bam` can be written.
  package static var isAvailable: Bool {
    #if HTSlib
      true
    #else
      false
    #endif
  }
}

/// One aligned read as BAM holds it.
package struct BAMRecord: Sendable {
  /// Read name.
  package var name: String
  /// SAM flags.
  package var flags: UInt16
  /// Index of the contig in the header.
  package var contig: Int
  /// 0-based leftmost position.
  package var position: Int
  /// 0-60.
  package var mappingQuality: UInt8
  /// Packed CIGAR operations.
  package var cigar: [UInt32]
  /// Index of the mate's contig, or -1.
  package var mateContig: Int
  /// 0-based leftmost position of the mate, or -1.
  package var matePosition: Int
  /// Observed template length, signed.
  package var templateLength: Int
  /// Letters in the direction of the contig.
  package var bases: [UInt8]
  /// Phred scores without offset, in the same order; 255 for every base where they are not known.
  package var qualities: [UInt8]
  /// Optional fields by their names of two letters, in the order in which they are written.
  package var fields: [(tag: String, value: Field)]

  /// The value of an optional field.
  package enum Field: Sendable, Hashable {
    /// SAM's type `Z`.
    case text(String)
    /// SAM's type `i`.
    case number(Int32)
  }

  /// A record from its parts.
  package init(
    name: String, flags: UInt16, contig: Int, position: Int, mappingQuality: UInt8, cigar: [UInt32], mateContig: Int,
    matePosition: Int, templateLength: Int, bases: [UInt8], qualities: [UInt8],
    fields: [(tag: String, value: Field)] = []
  ) {
    self.name = name
    self.flags = flags
    self.contig = contig
    self.position = position
    self.mappingQuality = mappingQuality
    self.cigar = cigar
    self.mateContig = mateContig
    self.matePosition = matePosition
    self.templateLength = templateLength
    self.bases = bases
    self.qualities = qualities
    self.fields = fields
  }
}

#if HTSlib
  extension BlockCompression {
    // Indices are built without helper threads (0 of them): htslib starts a reading thread for each without asking whether
    // there was one to be had, and waits for ever where the system had none left.

    /// Writes VCF text as BGZF and builds `path.tbi`.
    ///
    /// - Throws: ``OutputError`` if a write fails.
    package static func writeVCF(_ text: String, path: String) throws(OutputError) {
      try write(text, path: path)
      var configuration = tbx_conf_vcf
      guard unsafe tbx_index_build3(path, nil, 0, 0, &configuration) == 0 else { throw noIndex(path + ".tbi") }
    }

    /// Writes rows of BED as BGZF and builds `path.csi`.
    ///
    /// - Throws: ``OutputError`` if a write fails.
    package static func writeBED(_ text: String, path: String) throws(OutputError) {
      try write(text, path: path)
      var configuration = tbx_conf_bed
      guard unsafe tbx_index_build3(path, nil, 14, 0, &configuration) == 0 else { throw noIndex(path + ".csi") }
    }

    private static func noIndex(_ path: String) -> OutputError {
      OutputError(.writeFailed, path: path, reason: "htslib could not build the index")
    }

    private static func write(_ text: String, path: String) throws(OutputError) {
      guard let file = unsafe bgzf_open(path, "w") else {
        throw OutputError(.cannotCreate, path: path, reason: "htslib could not create it")
      }
      let bytes = Array(text.utf8)
      let written = unsafe bytes.withUnsafeBytes { unsafe bgzf_write(file, $0.baseAddress, $0.count) }
      let closed = unsafe bgzf_close(file)
      guard written == bytes.count, closed == 0 else {
        throw OutputError(.writeFailed, path: path, reason: "htslib could not write all of it (is the disk full?)")
      }
    }

    /// Writes sorted records as BAM with `path.bai`.
    ///
    /// - Parameters:
    ///   - header: SAM header text.
    ///   - records: sorted by contig and position.
    /// - Throws: ``OutputError`` if a write fails.
    package static func writeBAM(header: String, records: [BAMRecord], path: String) throws(OutputError) {
      let failure = OutputError(
        .writeFailed, path: path, reason: "htslib could not write all of it (is the disk full?)")
      // htslib keeps the pointer to the index's name until the index is saved: it must outlive the file.
      guard let indexPath = unsafe strdup(path + ".bai") else { throw failure }
      defer { unsafe free(indexPath) }
      guard let file = unsafe hts_open(path, "wb") else {
        throw OutputError(.cannotCreate, path: path, reason: "htslib could not create it")
      }
      var isOpen = true
      defer { if isOpen { unsafe hts_close(file) } }
      guard let head = unsafe sam_hdr_parse(header.utf8.count, header) else { throw failure }
      defer { unsafe sam_hdr_destroy(head) }
      guard unsafe sam_hdr_write(file, head) == 0, unsafe sam_idx_init(file, head, 0, indexPath) == 0,
        let buffer = unsafe bam_init1()
      else { throw failure }
      defer { unsafe bam_destroy1(buffer) }
      for record in records {
        let set = unsafe bam_set1(
          buffer, record.name.utf8.count, record.name, record.flags, Int32(record.contig), Int64(record.position),
          record.mappingQuality, record.cigar.count, record.cigar, Int32(record.mateContig),
          Int64(record.matePosition), Int64(record.templateLength), record.bases.count,
          record.bases.map { CChar(bitPattern: $0) }, record.qualities.map { CChar(bitPattern: $0) }, 0)
        guard set >= 0, unsafe append(record.fields, to: buffer), unsafe sam_write1(file, head, buffer) >= 0
        else { throw failure }
      }
      guard unsafe sam_idx_save(file) == 0 else { throw failure }
      isOpen = false
      guard unsafe hts_close(file) == 0 else { throw failure }
    }

    /// Adds optional fields to a line; false without memory.
    private static func append(
      _ fields: [(tag: String, value: BAMRecord.Field)], to line: UnsafeMutablePointer<bam1_t>
    ) -> Bool {
      for field in fields {
        let done =
          switch field.value {
          case .text(let text):
            unsafe bam_aux_append(
              line, field.tag, CChar(UInt8(ascii: "Z")), Int32(text.utf8.count + 1), Array(text.utf8) + [0])
          case .number(let number):
            unsafe bam_aux_update_int(line, field.tag, Int64(number))
          }
        guard done == 0 else { return false }
      }
      return true
    }
  }
#endif
