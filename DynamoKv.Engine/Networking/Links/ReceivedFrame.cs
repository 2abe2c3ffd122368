// A frame of a peer that the node has still to read.
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Networking.Links;

/// <summary>A frame of a peer that the node has still to read.</summary>
/// <param name="frame">The frame; it is given back when it was read.</param>
/// <param name="count">How many messages it holds.</param>
/// <param name="tally">Counts what was skipped; of the thread that reads.</param>
/// <param name="malformed">Hears that the frame is no good.</param>
internal sealed class ReceivedFrame(WireFrame frame, int count, WireTally tally, Action<WireException> malformed) : IReceivedMessages
{
    public int Count => count;

    public int Bytes { get; } = frame.Bytes.Length;

    public void Read(Action<Message> take)
    {
        try
        {
            BatchReader.Read(frame.Bytes, tally, take);
        }
        catch (WireException bad)
        {
            malformed(bad);
        }
        finally
        {
            frame.Dispose();
        }
    }
}
