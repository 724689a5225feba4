// swift-tools-version: 6.3
// Measures Alignment alone: screen GB/s, mapping time a read, placement of true pairs and of foreign ones.
import PackageDescription

let package = Package(
  name: "alignment-benchmark",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(
      name: "alignbench",
      dependencies: [
        .product(name: "Alignment", package: "collagen"), .product(name: "BioSequence", package: "collagen"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
