// Who this process is, as it tells others.
using System.Security.Cryptography;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Networking.Handshakes;

/// <summary>Who this process is, as it tells others. Thread-safe.</summary>
/// <param name="self">The node.</param>
/// <param name="cluster">Its cluster.</param>
/// <param name="startedAt">When the process started.</param>
/// <param name="secrets">What it can prove.</param>
internal sealed class Identity(NodeId self, string cluster, long startedAt, ClusterSecrets secrets)
{
    private volatile ProcessMark _process = new(RandomNumberGenerator.GetBytes(ProcessMark.Bytes), startedAt, "");

    public NodeId Self => self;

    public string Cluster => cluster;

    public ClusterSecrets Secrets => secrets;

    public ProcessMark Process => _process;

    public void Advertise(string address) => _process = _process with { Address = address };

    public Hello Hello(Purpose purpose, NodeId? receiver) =>
        new(WireVersions.Ours, purpose, cluster, self, receiver, RandomNumberGenerator.GetBytes(Handshakes.Hello.NonceBytes), _process);

    public Challenge Challenge() =>
        new(WireVersions.Ours, self, RandomNumberGenerator.GetBytes(Handshakes.Hello.NonceBytes), _process);
}
