// What the members of a cluster know and strangers do not.
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace DynamoKv.Engine.Networking.Handshakes;

/// <summary>
/// The secrets that members prove to each other that they know: the current one, and while it is changed the previous one. A
/// proof is an HMAC-SHA256 over the prover's role and both greetings, so it is good for this caller, this callee, this cluster
/// and this conversation only. Nothing here shows a secret.
/// </summary>
public sealed class ClusterSecrets
{
    /// <summary>The shortest secret, in characters: it can be guessed offline by whoever has listened to a handshake.</summary>
    public const int MinLength = 16;

    private readonly ImmutableArray<byte[]> _keys;

    private ClusterSecrets(ImmutableArray<byte[]> keys) => _keys = keys;

    /// <summary>No secret: everybody is believed. Only for a machine of one's own.</summary>
    public static ClusterSecrets None { get; } = new([]);

    /// <summary>Whether everybody is believed.</summary>
    public bool IsOpen => _keys.IsEmpty;

    /// <summary>One secret, or two while it is being changed: first every node gets (old, new), then (new, old), then (new).</summary>
    /// <exception cref="ArgumentException">When one is shorter than <see cref="MinLength"/>.</exception>
    public static ClusterSecrets Of(string current, string? previous = null) =>
        new(previous is null ? [Key(current)] : [Key(current), Key(previous)]);

    /// <summary>Never the secrets.</summary>
    public override string ToString() => IsOpen ? "no cluster secret" : $"{_keys.Length} cluster secret(s)";

    /// <summary>A proof with each secret that is active here.</summary>
    internal ImmutableArray<byte[]> Prove(HandshakeRole role, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> challenge)
    {
        var words = Words(role, hello, challenge);
        return [.. _keys.Select(key => HMACSHA256.HashData(key, words))];
    }

    /// <summary>Whether one of the other's proofs was made with a secret that is active here.</summary>
    internal bool Accepts(ImmutableArray<byte[]> proofs, HandshakeRole role, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> challenge)
    {
        if (IsOpen)
            return true;

        var isProven = false;
        foreach (var expected in Prove(role, hello, challenge))
        {
            foreach (var proof in proofs)
                isProven |= CryptographicOperations.FixedTimeEquals(expected, proof);
        }

        return isProven;
    }

    private static byte[] Key(string secret) => secret.Length >= MinLength
        ? Encoding.UTF8.GetBytes(secret)
        : throw new ArgumentException($"A cluster secret has at least {MinLength} characters: make one with a generator of passwords.", nameof(secret));

    private static byte[] Words(HandshakeRole role, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> challenge)
    {
        var label = role == HandshakeRole.Caller ? "dynamokv handshake 1 caller\0"u8 : "dynamokv handshake 1 callee\0"u8;
        var words = new byte[label.Length + sizeof(int) + hello.Length + challenge.Length];
        label.CopyTo(words);
        BinaryPrimitives.WriteInt32BigEndian(words.AsSpan(label.Length), hello.Length);
        hello.CopyTo(words.AsSpan(label.Length + sizeof(int)));
        challenge.CopyTo(words.AsSpan(label.Length + sizeof(int) + hello.Length));
        return words;
    }
}

/// <summary>Who proves: a caller's proof is no callee's, so that nobody can answer with what was just asked.</summary>
internal enum HandshakeRole
{
    Caller,
    Callee,
}
