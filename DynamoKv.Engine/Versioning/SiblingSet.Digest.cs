// A short name for what a sibling set holds.
using System.IO.Hashing;

namespace DynamoKv.Engine.Versioning;

public sealed partial class SiblingSet
{
    private ulong _digest;
    private bool _hasDigest;

    /// <summary>XxHash64 of the canonical bytes: equal sets have equal digests. Made when first asked for, then kept.</summary>
    public ulong Digest
    {
        get
        {
            if (!_hasDigest)
            {
                _digest = XxHash64.HashToUInt64(Encode());
                _hasDigest = true; // threads may both compute it: they store the same
            }

            return _digest;
        }
    }
}
