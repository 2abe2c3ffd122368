// The sides that rows of "serve" have in common.
using DynamoKv.Benchmarks.Processes;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>The sides that rows of "serve" have in common.</summary>
internal static class Sides
{
    public static readonly string[] InMemory = ["--DynamoKv:Storage:Kind=memory"];
    public static readonly string[] Alone = ["--DynamoKv:Quorum:N=1", "--DynamoKv:Quorum:R=1", "--DynamoKv:Quorum:W=1"];

    public static Func<LoadFigures, (string, bool, bool)> Rate(double target, double floor) =>
        figures => ($"{figures.PerSecond:N0} keys/s, {figures.Failed} failed", figures.PerSecond >= target, figures.PerSecond >= floor);

    public static Side Puts(string name, RealCluster cluster) => Side(name, PortOf(cluster), Requests.Put);

    public static Side Gets(string name, RealCluster cluster) => Side(name, PortOf(cluster), Requests.Get);

    public static Side Batches(RealCluster cluster) => new("three", length => StreamLoad.BatchAsync(PortOf(cluster), length));

    public static Side Side(string name, int port, RequestMaker requests)
    {
        var load = new Load(port, requests);
        return new Side(name, length => load.RunAsync(length));
    }

    public static Task FillAsync(RealCluster cluster) => new Load(PortOf(cluster), Requests.Put).FillAsync();

    public static int PortOf(RealCluster cluster) => cluster.Nodes[0].Address.Port;

    public static Task<RealCluster> StartAsync(int count, string folder, string name, string[] settings) =>
        RealCluster.StartAsync(count, Path.Combine(folder, name), settings);

    public static bool Peer(string program)
    {
        var isThere = PeerProcess.IsInstalled(program);
        if (!isThere)
        {
            Console.WriteLine($"| {program} is not installed: DynamoKv.Benchmarks/install-peers.sh does it | | | | | | not measured |");
        }

        return isThere;
    }
}
