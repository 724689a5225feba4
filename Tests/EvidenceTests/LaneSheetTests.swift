// Sheets of nf-core's form: one row a lane, the rows of one sample are one case.

import Documents
import Evidence
import Testing

@Suite struct LaneSheetTests {
  private func sheet(_ text: String) throws(EvidenceError) -> CohortSheet {
    try CohortSheet(text: text, file: "samplesheet.csv") { $0.hasPrefix("gone") ? nil : .file }
  }

  private func faults(_ text: String) -> [String] {
    do {
      _ = try sheet(text)
      return []
    } catch {
      return error.faults.map { "\($0.line ?? 0):\($0.place):\($0.code.rawValue)" }
    }
  }

  @Test func lanesOfASampleAreOneCase() throws {
    let found = try sheet(
      """
      sample,fastq_1,fastq_2,strandedness
      P1,P1_L1_R1.fq.gz,P1_L1_R2.fq.gz,auto
      P2,P2_R1.fq.gz,,auto
      P1,P1_L2_R1.fq.gz,P1_L2_R2.fq.gz,auto

      """)
    #expect(found.rows.map(\.id) == ["P1", "P2"] && found.rows.map(\.line) == [2, 3])
    #expect(found.rows[0].reads1 == ["P1_L1_R1.fq.gz", "P1_L2_R1.fq.gz"])
    #expect(found.rows[0].reads2 == ["P1_L1_R2.fq.gz", "P1_L2_R2.fq.gz"])
    #expect(found.rows[1].reads2.isEmpty && found.rows[1].sample == nil)
    // A missing lane is the fault of its case, whichever row has it.
    let missing = try sheet("sample,fastq_1,fastq_2\nP1,a,b\nP1,gone_1,gone_2\nP2,c,d\n")
    #expect(missing.rows.map { $0.faults.count } == [2, 0])
    #expect(missing.rows[0].faults.map(\.place) == ["fastq_1", "fastq_2"])
  }

  @Test func mistakesAreToldInTheSheetsOwnWords() throws {
    #expect(faults("sample,fastq_1,fastq_2\nP1,a,b\nP1,a,c\n") == ["3:fastq_1:DUPLICATE"])
    #expect(faults("sample,fastq_1,fastq_2\nP1,a,b\nP1,c,\n") == ["3:fastq_2:CONFLICT"])
    #expect(faults("sample,fastq_1,fastq_2\nP1,a,b\np1,c,d\n") == ["3:sample:DUPLICATE"])
    #expect(faults("sample,fastq_1,fastq_2\n,a,b\n") == ["2:sample:MISSING"])
    #expect(try sheet("sample,fastq_1,fastq_2\nP1,,\n").rows[0].faults.map(\.place) == ["sample"])
    #expect(faults("fastq_1,fastq_2\na,b\n") == ["1::MISSING_COLUMN"])
    // The columns of the one form are not those of the other.
    #expect(faults("sample,fastq_1,assay\nP1,a,b\n") == ["1::UNKNOWN_COLUMN"])
    #expect(!faults("case_id,fastq_1\nP1,a\n").isEmpty)
  }
}
