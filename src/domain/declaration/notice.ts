/** Version of the privacy notice that is printed on the sheet and read to the person. */
export const noticeVersion = '2026-1';
