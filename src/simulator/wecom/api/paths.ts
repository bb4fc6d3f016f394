/** Where PicUrl of a picture leads. */
export const PICTURES = '/wwpic'
/** Where the URLs of the bot's encrypted files lead. */
export const BOT_FILES = '/aibot-file'
