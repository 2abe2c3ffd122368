// The requests of the load tool, as bytes.
using System.Globalization;
using System.Text;

namespace DynamoKv.Benchmarks.Serving;

/// <summary>Makes the bytes of a request from its number. No two puts of a round write the same value: a store may skip a write of equal bytes.</summary>
internal delegate ReadOnlyMemory<byte> RequestMaker(long number);

/// <summary>The requests of the load tool.</summary>
internal static class Requests
{
    /// <summary>How many keys the load is spread over.</summary>
    public const int Keys = 10_000;

    private const int ValueLength = 100;

    /// <summary>Puts of our own API, and of the bare server that imitates it.</summary>
    public static ReadOnlyMemory<byte> Put(long number) => Put(number, Keys);

    /// <summary>Puts spread over so many keys.</summary>
    public static RequestMaker PutsOver(int keys) => number => Put(number, keys);

    private static ReadOnlyMemory<byte> Put(long number, int keys)
    {
        var body = "{\"value\":\"" + Value(number) + "\"}";
        return Bytes($"PUT /api/v1/data/{Key(number, keys)} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    /// <summary>Gets of our own API.</summary>
    public static ReadOnlyMemory<byte> Get(long number) => Bytes($"GET /api/v1/data/{Key(number)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    /// <summary>Puts through etcd's JSON gateway.</summary>
    public static ReadOnlyMemory<byte> EtcdPut(long number) => Etcd("put", $"{{\"key\":\"{Base64(Key(number))}\",\"value\":\"{Base64(Value(number))}\"}}");

    /// <summary>Linearizable gets through etcd's JSON gateway: what it answers unless told otherwise.</summary>
    public static ReadOnlyMemory<byte> EtcdGet(long number) => Etcd("range", $"{{\"key\":\"{Base64(Key(number))}\"}}");

    /// <summary>A line of the batch stream.</summary>
    public static string BatchLine(long number, int keys = Keys) => $"{{\"op\":\"put\",\"key\":\"{Key(number, keys)}\",\"value\":\"{Value(number)}\"}}\n";

    /// <summary>A SET of redis.</summary>
    public static string RedisSet(long number)
    {
        var (key, value) = (Key(number), Value(number));
        return $"*3\r\n$3\r\nSET\r\n${key.Length}\r\n{key}\r\n${value.Length}\r\n{value}\r\n";
    }

    // Neighbours in time are no neighbours on the disk.
    private static string Key(long number, int keys = Keys) => string.Create(CultureInfo.InvariantCulture, $"key:{(ulong)number * 7_919 % (ulong)keys:00000000}");

    private static string Value(long number) => number.ToString("x16", CultureInfo.InvariantCulture).PadRight(ValueLength, '.');

    private static ReadOnlyMemory<byte> Etcd(string what, string body) =>
        Bytes($"POST /v3/kv/{what} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
