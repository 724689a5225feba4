// What a decompressed input holds, by its first bytes: FASTQ or FASTA, SAM, BAM or CRAM.

enum ContentFormat {
  /// The builder of batches for the content of an input.
  ///
  /// - Parameters:
  ///   - reference: FASTA of the reference that CRAM was made with.
  ///   - tag: field of alignment lines that stands behind the titles.
  static func builder(
    for source: PeekedSource, file: String, limits: RecordLimits, reference: String?,
    tag: AlignmentTag? = nil
  ) throws(ParseError) -> any BatchSource {
    let prefix = source.prefix(4)
    if prefix == Array("BAM\u{1}".utf8) { return AlignmentBatchBuilder(BAMLines(source, file: file), .bam, tag: tag) }
    if headerMarks.contains(prefix) {
      return AlignmentBatchBuilder(SAMLines(source, file: file, tag: tag), .sam, tag: tag)
    }
    if prefix == Array("CRAM".utf8) {
      #if HTSlib
        return AlignmentBatchBuilder(CRAMLines(source, file: file, reference: reference), .cram, tag: tag)
      #else
        throw ParseError(
          code: .unsupportedContainer, file: file, message: "CRAM is not read by this build, which has no htslib",
          remedy: CompressionFormat.alignmentsRemedy)
      #endif
    }
    return BatchBuilder(source: source, file: file, limits: limits)
  }

  /// How the header lines of SAM begin.
  private static let headerMarks = ["@HD\t", "@SQ\t", "@RG\t", "@PG\t", "@CO\t"].map { Array($0.utf8) }
}
