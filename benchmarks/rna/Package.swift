// swift-tools-version: 6.3
// The RNA benchmark: simulated messages through mapper, counter and caller in one process.
import PackageDescription

let package = Package(
  name: "rna",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(
      name: "rna",
      dependencies: [
        .product(name: "BioSequence", package: "collagen"), .product(name: "Alignment", package: "collagen"),
        .product(name: "VariantCalling", package: "collagen"), .product(name: "ReadSimulation", package: "collagen"),
        .product(name: "TranscriptAnalysis", package: "collagen"),
        .product(name: "TypeICollagen", package: "collagen"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
