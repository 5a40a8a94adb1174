using System.Reflection;
using Agents.Core.Diagnostics;
using Agents.Testing;

namespace Agents.Core.Tests.Diagnostics;

public class DiagnosticCodeTests
{
    private static readonly string Documentation = File.ReadAllText(Path.Combine(Repository.Root, "docs", "formats", "diagnostics.md"));

    public static TheoryData<string> Codes
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var constant in typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                data.Add((string)constant.GetRawConstantValue()!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_IsDocumented(string code) => Documentation.ShouldContain($"| `{code}` |");

    [Fact]
    public void DocumentedCodes_AreCodes()
    {
        var known = ((IEnumerable<object[]>)Codes).Select(static row => (string)row[0]).ToHashSet();
        var documented = Documentation.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line.Split('`')[1]);

        documented.Except(known).ShouldBeEmpty();
    }
}
