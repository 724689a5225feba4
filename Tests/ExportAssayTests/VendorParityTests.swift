// Every concentration that SoftMax Pro and Gen5 printed, reproduced from the raw signals of the export.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct VendorParityTests {
  @Test(arguments: [
    "softmax_MD_SMP_absorbance_endpoint_example01.txt",
    "softmax_MD_SMP_absorbance_endpoint_partial_plate_example01.txt",
    "softmax_softmaxpro_example_reduced.txt", "softmax_elisatools_assay_2.txt",
    "gen5_Fluorescamine_Protein_Quantitation_no_results_matrix.txt", "gen5_endpoint_stdcurve_singleplate.txt",
  ])
  func printedConcentrationsAreReproduced(_ name: String) throws {
    for record in try Fixture.records(name, Fixture.bytes("vendor/" + name)) {
      let parity = try #require(VendorParity.find(record))
      #expect(parity.isComplete)
    }
  }
}
