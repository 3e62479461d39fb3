import {
  OperationNodeTransformer,
  type KyselyPlugin,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely';

/**
 * PostgreSQL's text cannot hold U+0000, and what a tablet sends is kept as it was. U+0000 is written as
 * U+001A and "0", U+001A itself as U+001A and "1"; every other text, and all JSON, is stored unchanged.
 */
export const textToStored = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replaceAll('\u001A', '\u001A1').replaceAll('\u0000', '\u001A0')
    : value;

const storedToText = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replaceAll('\u001A0', '\u0000').replaceAll('\u001A1', '\u001A')
    : value;

class StoredTextTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: textToStored(node.value) };
  }

  protected override transformPrimitiveValueList(
    node: PrimitiveValueListNode,
  ): PrimitiveValueListNode {
    return { ...node, values: node.values.map(textToStored) };
  }
}

const transformer = new StoredTextTransformer();

/** Lets a database without U+0000 keep every text there is, in both directions and in comparisons. */
export const storedText: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
  transformResult: async ({ result }) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column, storedToText(value)]),
      ),
    ),
  }),
};
