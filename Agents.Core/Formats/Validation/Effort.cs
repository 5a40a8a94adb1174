namespace Agents.Core.Formats.Validation;

/// <summary>
/// How much looking about the checks of one definition may do, in steps from one state to another. No definition that people write needs a tenth of it;
/// a hostile one of a mebibyte must not cost seconds, and what is beyond goes unchecked.
/// </summary>
internal sealed class Effort
{
    private long _left = 5_000_000;

    public bool IsSpent => _left <= 0;

    public void Spend(long steps) => _left -= steps;
}
