// Every message as bytes, and back.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Writes and reads an Envelope of wire.proto: one message of any kind.</summary>
internal static class MessageWire
{
    /// <summary>Writes an envelope as a field of the message around it.</summary>
    /// <exception cref="InvalidOperationException">When somebody has added a kind of message and forgotten it here.</exception>
    public static void Write(WireWriter to, int field, Message message)
    {
        var mark = to.Open(field);
        switch (message)
        {
            case Message.OfOperation one: OperationWire.Write(to, one); break;
            case Message.OfAntiEntropy one: AntiEntropyWire.Write(to, one); break;
            case Message.OfHandoff one: HandoffWire.Write(to, one); break;
            case Message.OfMembership one: MembershipWire.Write(to, one); break;
            case Message.OfReaping one: ReapingWire.Write(to, one); break;
            case Message.OfTransfer one: TransferWire.Write(to, one); break;
            case Message.Ping: to.Close(to.Open(WireKind.Ping)); break;
            case Message.Pong: to.Close(to.Open(WireKind.Pong)); break;
            default: throw new InvalidOperationException($"{message.GetType().Name} has no number in wire.proto.");
        }

        to.Close(mark);
    }

    /// <summary>Reads an envelope; null: it holds what this version does not know, which is counted.</summary>
    /// <exception cref="WireException">When it is malformed.</exception>
    public static Message? Read(ReadOnlySpan<byte> envelope, WireTally tally)
    {
        try
        {
            var reader = new WireReader(envelope, tally);
            var kind = reader.Next();
            var message = kind == int.MaxValue ? null : ReadKind(kind, reader.Message(kind));
            reader.End();
            tally.UnknownKinds += message is null ? 1 : 0;
            return message;
        }
        catch (UnknownWordException)
        {
            tally.UnknownKinds++;
            return null;
        }
        catch (Exception bad) when (bad is FormatException or ArgumentException or OverflowException)
        {
            throw bad as WireException ?? new WireException($"A message holds what it may not hold: {bad.Message}", bad);
        }
    }

    private static Message? ReadKind(int kind, WireReader body)
    {
        var message = kind switch
        {
            WireKind.Ping => new Message.Ping(),
            WireKind.Pong => new Message.Pong(),
            < 20 => OperationWire.Read(kind, ref body),
            < 30 => AntiEntropyWire.Read(kind, ref body),
            < 40 => HandoffWire.Read(kind, ref body),
            < 50 => MembershipWire.Read(kind, ref body),
            < 60 => ReapingWire.Read(kind, ref body),
            < 70 => TransferWire.Read(kind, ref body),
            _ => null,
        };
        if (message is not null)
            body.End();

        return message;
    }
}
