// swift-tools-version: 6.3
// A client that needs the oldest versions of the dependencies that this package allows.
import PackageDescription

let package = Package(
  name: "OtherVersions",
  dependencies: [
    .package(name: "collagen", path: "../../.."),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.0.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.0.0"),
  ],
  targets: [
    .executableTarget(
      name: "OtherVersions",
      dependencies: [
        .product(name: "Collagen", package: "collagen"), .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Yams", package: "Yams"),
      ])
  ]
)
