import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * What deflating a code `HN1:` starts from: the words of Vietnamese names and addresses, the commonest last,
 * where they are cheapest to name. Part of the format: another list would be another prefix.
 */
export const codeDictionary: Uint8Array = utf8ToBytes(
  [
    'Tòa nhà Chung cư Khu đô thị Khu công nghiệp Khu tập thể Lô Căn hộ Tầng Phòng Nhà trọ Ký túc xá ',
    'Công ty Bệnh viện Trường Đại học Chợ Bến xe Quốc lộ Tỉnh lộ Đại lộ Ấp Khóm Buôn Bản Đội Khối ',
    'Hải Phòng, Quảng Ninh, Thái Nguyên, Bắc Ninh, Hưng Yên, Hà Nam, Nam Định, Ninh Bình, Thái Bình, ',
    'Thanh Hóa, Nghệ An, Hà Tĩnh, Phú Thọ, Lào Cai, Lạng Sơn, Đà Nẵng, TP. Hồ Chí Minh, Hà Nội, ',
    'Trần Hưng Đạo Lê Lợi Nguyễn Trãi Lý Thường Kiệt Hai Bà Trưng Quang Trung Giải Phóng Láng Cầu Giấy ',
    'Quỳnh Trang Thủy Thùy Dương Linh Hà Giang Nhung Tuyết Vân Oanh Nga Loan Liên Phượng Yến Hạnh ',
    'Dũng Cường Hùng Tuấn Long Sơn Thắng Trung Kiên Quân Hiếu Khánh Khôi Bảo Nam Việt Hải Hoàng Phúc ',
    'Anh Bình Châu An Lan Mai Hoa Hồng Huệ Hương Thảo Phương Thu Ngọc Thanh Minh Đức Quốc Hữu Xuân ',
    'Đông Tây Nam Bắc Thượng Hạ Trung Trong Ngoài tổ dân phố khu phố đường ngách hẻm xã phường huyện ',
    'Đặng Bùi Đỗ Hồ Ngô Dương Lý Vũ Võ Phan Hoàng Huỳnh Phạm Lê Trần ',
    'Đường Tổ Ngách Ngõ Thôn thôn Xóm Số ngõ phố số nhà Trần Thị Lê Văn Phạm Thị Nguyễn Thị Nguyễn Văn ',
  ].join(''),
);
