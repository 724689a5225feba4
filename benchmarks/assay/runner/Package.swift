// swift-tools-version: 6.3
// Benchmarks and simulations of the assay half; `swift run -c release assay-benchmark` prints every table of RESULTS.md.
import PackageDescription

let package = Package(
  name: "assay-benchmark",
  dependencies: [.package(name: "collagen", path: "../../..")],
  targets: [
    .executableTarget(
      name: "assay-benchmark",
      dependencies: [
        .product(name: "ExportAssay", package: "collagen"), .product(name: "AssayReport", package: "collagen"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
