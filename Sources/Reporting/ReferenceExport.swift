// The embedded references as a table, FASTA, GFF3 and BED.

package import BioSequence
import Documents
package import TypeICollagen

/// Text forms of the embedded gene records.
package enum ReferenceExport {
  /// A tab-separated overview: identifiers, lengths, digests and placements, one line a gene.
  package static func table(of genes: [CollagenGene], on assembly: Assembly) -> String {
    var lines = [
      "gene\thgnc\tlrg\trefseq_gene\ttranscripts\tproteins\texons\tlength\tassembly\tchrom\tstart\tend\tstrand\tmd5\trefget"
    ]
    for gene in genes {
      let record = gene.record
      guard let mapping = record.mapping(on: assembly) else { continue }
      let proteins = record.transcripts.map(\.proteinAccession).reduce(into: [String]()) { names, name in
        if !names.contains(name) { names.append(name) }
      }
      lines.append(
        TSV.line([
          record.symbol, dot(record.hgncID), dot(record.lrgID), dot(record.refSeqGene),
          record.transcripts.map(\.accession).joined(separator: ","), proteins.joined(separator: ","),
          "\(record.preferredTranscript.exons.count)", "\(record.sequence.count)", assembly.rawValue,
          mapping.contig, "\(mapping.range.lowerBound + 1)", "\(mapping.range.upperBound)",
          mapping.strand.symbol, gene.md5, gene.refget,
        ]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func dot(_ text: String) -> String { text.isEmpty ? "." : text }

  /// The records in transcript direction, 70 letters a line; the title tells the placement on the assembly.
  package static func fasta(of genes: [CollagenGene], on assembly: Assembly) -> String {
    var text = ""
    for gene in genes {
      guard let mapping = gene.record.mapping(on: assembly) else { continue }
      let place =
        "\(assembly.rawValue):\(mapping.contig):\(mapping.range.lowerBound + 1)-\(mapping.range.upperBound)"
      text += ">\(gene.record.accession) \(gene.record.refSeqGene) \(gene.symbol) \(place)(\(mapping.strand.symbol))\n"
      let letters = Array(gene.record.sequence.description.utf8)
      for start in stride(from: 0, to: letters.count, by: 70) {
        text += String(decoding: letters[start..<min(start + 70, letters.count)], as: UTF8.self) + "\n"
      }
    }
    return text
  }

  /// Genes, transcripts, exons and coding parts as GFF3 in chromosome coordinates (1-based, inclusive).
  ///
  /// Identifiers and biotypes have Ensembl's form (`gene:`, `transcript:`, `CDS:`), which bcftools csq asks for.
  package static func gff(of genes: [CollagenGene], on assembly: Assembly) -> String {
    var lines = ["##gff-version 3"]
    for gene in genes {
      guard let mapping = gene.record.mapping(on: assembly) else { continue }
      let chrom = mapping.contig
      lines.append("##sequence-region \(chrom) 1 \(mapping.contigLength)")
      func line(_ type: String, _ range: Range<Int>, phase: String, _ attributes: String) {
        let place = mapping.chromosomeRange(ofRecordRange: range)
        let fields = [
          chrom, "RefSeq", type, "\(place.lowerBound + 1)", "\(place.upperBound)", ".", mapping.strand.symbol, phase,
          attributes,
        ]
        lines.append(fields.joined(separator: "\t"))
      }
      let whole = gene.record.transcripts.map(\.recordRange)
      let start = whole.map(\.lowerBound).min() ?? 0
      let end = whole.map(\.upperBound).max() ?? 0
      line(
        "gene", start..<end, phase: ".",
        "ID=gene:\(gene.symbol);Name=\(gene.symbol);biotype=protein_coding;Dbxref=\([gene.record.hgncID, gene.record.lrgID].filter { !$0.isEmpty }.joined(separator: ","))"
      )
      for transcript in gene.record.transcripts {
        let name = transcript.accession
        line(
          "mRNA", transcript.recordRange, phase: ".",
          "ID=transcript:\(name);Parent=gene:\(gene.symbol);Name=\(name);biotype=protein_coding")
        for (index, exon) in transcript.exons.enumerated() {
          line(
            "exon", exon, phase: ".", "ID=exon:\(name).\(index + 1);Parent=transcript:\(name);Name=exon \(index + 1)")
        }
        var coded = 0
        for part in transcript.codingExons {
          line(
            "CDS", part, phase: "\((3 - coded % 3) % 3)",
            "ID=CDS:\(transcript.proteinAccession).\(name);Parent=transcript:\(name);Name=\(transcript.proteinAccession)"
          )
          coded += part.count
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The exons of the preferred transcripts as six-column BED (0-based, half-open), sorted by place.
  package static func bed(of genes: [CollagenGene], on assembly: Assembly) -> String {
    var rows: [(chrom: String, start: Int, line: String)] = []
    for gene in genes {
      guard let mapping = gene.record.mapping(on: assembly) else { continue }
      for (index, exon) in gene.record.preferredTranscript.exons.enumerated() {
        let place = mapping.chromosomeRange(ofRecordRange: exon)
        let chrom = mapping.contig
        let fields = [
          chrom, "\(place.lowerBound)", "\(place.upperBound)", "\(gene.symbol)_exon_\(index + 1)", "0",
          mapping.strand.symbol,
        ]
        rows.append((chrom, place.lowerBound, fields.joined(separator: "\t")))
      }
    }
    rows.sort { $0.chrom == $1.chrom ? $0.start < $1.start : $0.chrom < $1.chrom }
    return rows.map { $0.line + "\n" }.joined()
  }
}
